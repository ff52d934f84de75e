//! Small PNG files: at most 256 colours, and only what such a file needs.

use std::collections::HashMap;
use std::io::{Read as _, Write as _};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;

use super::raster::Picture;

const SIGNATURE: [u8; 8] = [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A];

/// How many colours are kept because they are frequent.
const FREQUENT: usize = 208;

/// A picture in at most 256 colours: its most frequent, and of the others those that are farthest from
/// all that are kept (a small icon's green). The rest, edges of letters mostly, become the nearest.
pub fn reduced(picture: &Picture) -> Picture {
    let mut counts: HashMap<[u8; 3], usize> = HashMap::new();
    for pixel in &picture.pixels {
        *counts.entry(*pixel).or_default() += 1;
    }
    let mut listed: Vec<_> = counts.into_iter().collect();
    listed.sort_by_key(|(colour, count)| (std::cmp::Reverse(*count), *colour));
    let distance = |a: [u8; 3], b: [u8; 3]| -> u32 {
        (0..3).map(|n| u32::from(a[n].abs_diff(b[n])).pow(2)).sum()
    };
    let (frequent, rare) = listed.split_at(listed.len().min(FREQUENT));
    let mut kept = frequent.to_vec();
    let far = |kept: &[([u8; 3], usize)], colour: [u8; 3]| {
        kept.iter().map(|(other, _)| distance(*other, colour)).min().unwrap_or(0)
    };
    let mut distances: Vec<u32> = rare.iter().map(|(c, _)| far(&kept, *c)).collect();
    while kept.len() < 256 {
        let farthest = distances.iter().enumerate().max_by_key(|(_, distance)| **distance);
        let Some((at, _)) = farthest.filter(|(_, distance)| **distance > 0) else { break };
        let next = rare[at];
        kept.push(next);
        for (known, (colour, _)) in distances.iter_mut().zip(rare) {
            *known = (*known).min(distance(next.0, *colour));
        }
    }
    let nearest = |colour: [u8; 3]| {
        kept.iter()
            .min_by_key(|(other, _)| distance(*other, colour))
            .map_or(colour, |(c, _)| *c)
    };
    let moved: HashMap<_, _> = rare.iter().map(|(c, _)| (*c, nearest(*c))).collect();
    let pixels = picture.pixels.iter();
    let pixels = pixels.map(|pixel| moved.get(pixel).copied().unwrap_or(*pixel)).collect();
    Picture { pixels, ..*picture }
}

/// Every colour, and its number.
fn palette(picture: &Picture) -> HashMap<[u8; 3], usize> {
    let mut colours = HashMap::new();
    for pixel in &picture.pixels {
        let next = colours.len();
        colours.entry(*pixel).or_insert(next);
    }
    colours
}

/// The file of a picture that was [`reduced`].
pub fn written(picture: &Picture) -> Vec<u8> {
    let colours = palette(picture);
    let mut listed: Vec<_> = colours.iter().collect();
    listed.sort_by_key(|(_, number)| **number);
    let listed: Vec<u8> = listed.into_iter().flat_map(|(colour, _)| *colour).collect();
    let mut rows = ZlibEncoder::new(Vec::new(), Compression::best());
    for row in picture.pixels.chunks(picture.width) {
        let line: Vec<u8> = row.iter().map(|pixel| colours[pixel] as u8).collect();
        rows.write_all(&[0]).and_then(|()| rows.write_all(&line)).expect("memory takes it");
    }
    let mut head = Vec::new();
    head.extend((picture.width as u32).to_be_bytes());
    head.extend((picture.height as u32).to_be_bytes());
    // 8 bits, a palette, no interlacing.
    head.extend([8, 3, 0, 0, 0]);
    let mut file = SIGNATURE.to_vec();
    chunk(&mut file, b"IHDR", &head);
    chunk(&mut file, b"PLTE", &listed);
    chunk(&mut file, b"IDAT", &rows.finish().expect("memory takes it"));
    chunk(&mut file, b"IEND", &[]);
    file
}

fn chunk(file: &mut Vec<u8>, name: &[u8; 4], data: &[u8]) {
    file.extend((data.len() as u32).to_be_bytes());
    let mut sum = flate2::Crc::new();
    sum.update(name);
    sum.update(data);
    file.extend(name);
    file.extend(data);
    file.extend(sum.sum().to_be_bytes());
}

/// The picture of a file that [`written`] made; none of any other.
pub fn read(file: &[u8]) -> Option<Picture> {
    let mut rest = file.strip_prefix(&SIGNATURE)?;
    let (mut size, mut colours, mut packed) = (None, Vec::new(), Vec::new());
    while let Some((length, after)) = rest.split_first_chunk::<4>() {
        let length = u32::from_be_bytes(*length) as usize;
        let (name, after) = after.split_first_chunk::<4>()?;
        let (data, after) = after.split_at_checked(length)?;
        match name {
            b"IHDR" => {
                let number = |at: usize| {
                    let bytes = data.get(at..at + 4)?;
                    Some(u32::from_be_bytes(bytes.try_into().ok()?) as usize)
                };
                size = Some((number(0)?, number(4)?));
            }
            b"PLTE" => colours = data.as_chunks::<3>().0.to_vec(),
            b"IDAT" => packed.extend(data),
            _ => {}
        }
        rest = after.get(4..)?;
    }
    let (width, height) = size?;
    let mut rows = Vec::new();
    ZlibDecoder::new(packed.as_slice()).read_to_end(&mut rows).ok()?;
    let lines = rows.chunks(width + 1).flat_map(|line| &line[1..]);
    let pixels = lines.map(|number| colours.get(usize::from(*number)).copied());
    let pixels: Option<Vec<_>> = pixels.collect();
    Some(Picture { width, height, pixels: pixels? })
}
