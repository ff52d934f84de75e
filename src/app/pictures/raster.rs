//! egui's triangles as pixels, without a graphics card: what egui paints, drawn as egui's own painters
//! draw it (colours blended as they are stored, every pixel asked at its middle).

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use egui::epaint::{ImageDelta, Primitive, Vertex};
use egui::{ClippedPrimitive, Color32, ImageData, TextureId, TextureOptions, TexturesDelta};
use egui_kittest::TestRenderer;

/// An image that triangles are painted with.
struct Texture {
    size: [usize; 2],
    pixels: Vec<Color32>,
    smooth: bool,
}

/// The textures of a window, gathered from its frames.
#[derive(Clone, Default)]
pub struct Textures(Rc<RefCell<HashMap<TextureId, Texture>>>);

impl TestRenderer for Textures {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        let mut textures = self.0.borrow_mut();
        for (id, changes) in std::mem::take(&mut delta.set) {
            for change in changes {
                take(&mut textures, id, &change);
            }
        }
        for id in std::mem::take(&mut delta.free) {
            textures.remove(&id);
        }
    }
}

fn take(textures: &mut HashMap<TextureId, Texture>, id: TextureId, change: &ImageDelta) {
    let ImageData::Color(image) = &change.image;
    let smooth = change.options.magnification == TextureOptions::LINEAR.magnification;
    let [width, height] = image.size;
    match (change.pos, textures.get_mut(&id)) {
        (Some([left, top]), Some(old)) => {
            for row in 0..height {
                let at = (top + row) * old.size[0] + left;
                let from = row * width;
                old.pixels[at..at + width].copy_from_slice(&image.pixels[from..from + width]);
            }
        }
        _ => {
            let texture = Texture { size: image.size, pixels: image.pixels.clone(), smooth };
            textures.insert(id, texture);
        }
    }
}

impl Texture {
    /// The colour at a place from 0 to 1.
    fn at(&self, u: f32, v: f32) -> [f32; 4] {
        let x = u * self.size[0] as f32 - 0.5;
        let y = v * self.size[1] as f32 - 0.5;
        let (left, top) = (x.floor(), y.floor());
        let (right_share, low_share) = (x - left, y - top);
        let near = |share: f32| !(0.02..=0.98).contains(&share);
        if !self.smooth || (near(right_share) && near(low_share)) {
            return self.texel(x.round(), y.round());
        }
        let mix = |a: [f32; 4], b: [f32; 4], share: f32| {
            std::array::from_fn(|n| a[n] + (b[n] - a[n]) * share)
        };
        let above = mix(self.texel(left, top), self.texel(left + 1.0, top), right_share);
        let below =
            mix(self.texel(left, top + 1.0), self.texel(left + 1.0, top + 1.0), right_share);
        mix(above, below, low_share)
    }

    fn texel(&self, x: f32, y: f32) -> [f32; 4] {
        let column = (x.max(0.0) as usize).min(self.size[0] - 1);
        let row = (y.max(0.0) as usize).min(self.size[1] - 1);
        self.pixels[row * self.size[0] + column].to_array().map(f32::from)
    }
}

/// A picture; each pixel red, green, blue.
pub struct Picture {
    pub width: usize,
    pub height: usize,
    pub pixels: Vec<[u8; 3]>,
}

/// The edges of a triangle, and what runs over it.
struct Triangle<'a> {
    corners: [&'a Vertex; 3],
    /// Twice the area.
    area: f64,
    points: [(f64, f64); 3],
}

impl<'a> Triangle<'a> {
    /// A triangle in pixels, turned so that its area is positive; none where it has no area.
    fn new(mut corners: [&'a Vertex; 3], scale: f32) -> Option<Self> {
        let place = |corner: &Vertex| {
            // To the 256th of a pixel: then triangles with a common edge have it in common.
            let snap = |value: f32| (f64::from(value * scale) * 256.0).round() / 256.0;
            (snap(corner.pos.x), snap(corner.pos.y))
        };
        let mut points = corners.map(place);
        let mut area = edge(points[0], points[1], points[2]);
        if area < 0.0 {
            corners.swap(1, 2);
            points.swap(1, 2);
            area = -area;
        }
        (area > 0.0).then_some(Self { corners, area, points })
    }

    /// How much of each corner a place inside has.
    fn shares(&self, at: (f64, f64)) -> [f32; 3] {
        std::array::from_fn(|n| {
            let (from, to) = (self.points[(n + 1) % 3], self.points[(n + 2) % 3]);
            (edge(from, to, at) / self.area) as f32
        })
    }

    /// The pixels of a row whose middle is inside, between two columns. One that is on an edge
    /// belongs to the triangle right of the edge or below it.
    fn run(&self, row: usize, from: usize, to: usize) -> Range<usize> {
        let y = row as f64 + 0.5;
        let (mut left, mut right) = (from as f64, to as f64);
        for n in 0..3 {
            let (a, b) = (self.points[n], self.points[(n + 1) % 3]);
            let slope = a.1 - b.1;
            if slope == 0.0 {
                let owns = b.0 > a.0;
                let beside = edge(a, b, (0.0, y));
                if beside < 0.0 || (beside == 0.0 && !owns) {
                    return 0..0;
                }
                continue;
            }
            // Where the edge crosses the row, counted in middles of pixels.
            let x = a.0 + (b.0 - a.0) * (y - a.1) / (b.1 - a.1) - 0.5;
            if slope > 0.0 {
                left = left.max(x.ceil());
            } else {
                right = right.min(x.ceil());
            }
        }
        if right > left { left as usize..right as usize } else { 0..0 }
    }
}

fn edge(a: (f64, f64), b: (f64, f64), at: (f64, f64)) -> f64 {
    (b.0 - a.0) * (at.1 - a.1) - (b.1 - a.1) * (at.0 - a.0)
}

impl Textures {
    /// Paints a window of a size in points, `scale` pixels a point.
    pub fn paint(
        &self,
        primitives: &[ClippedPrimitive],
        size: egui::Vec2,
        scale: f32,
    ) -> Picture {
        let width = (size.x * scale).round() as usize;
        let height = (size.y * scale).round() as usize;
        let mut picture = Picture { width, height, pixels: vec![[0; 3]; width * height] };
        let textures = self.0.borrow();
        for ClippedPrimitive { clip_rect, primitive } in primitives {
            let Primitive::Mesh(mesh) = primitive else { continue };
            let Some(texture) = textures.get(&mesh.texture_id) else { continue };
            let limit = |value: f32, most: usize| {
                ((value * scale).round().max(0.0) as usize).min(most)
            };
            let clip = [
                limit(clip_rect.min.x, width),
                limit(clip_rect.min.y, height),
                limit(clip_rect.max.x, width),
                limit(clip_rect.max.y, height),
            ];
            for corners in mesh.indices.chunks_exact(3) {
                let corner = |n: usize| &mesh.vertices[corners[n] as usize];
                let corners = [corner(0), corner(1), corner(2)];
                if let Some(triangle) = Triangle::new(corners, scale) {
                    fill(&mut picture, &triangle, clip, texture);
                }
            }
        }
        picture
    }
}

fn fill(picture: &mut Picture, triangle: &Triangle<'_>, clip: [usize; 4], texture: &Texture) {
    let corners = triangle.corners.map(|corner| corner.color.to_array().map(f32::from));
    let first = triangle.corners[0];
    // Most of a window is of one colour: grounds, lines.
    let plain = triangle.corners.iter().all(|c| c.color == first.color && c.uv == first.uv);
    let plain = plain.then(|| tinted(texture.at(first.uv.x, first.uv.y), corners[0]));
    let high = |point: (f64, f64)| point.1;
    let heights = triangle.points.map(high);
    let top = heights.iter().copied().fold(f64::INFINITY, f64::min).floor().max(0.0);
    let low = heights.iter().copied().fold(0.0, f64::max).ceil();
    for y in (top as usize).max(clip[1])..(low as usize).min(clip[3]) {
        let run = triangle.run(y, clip[0], clip[2]);
        let row = &mut picture.pixels[y * picture.width..][..picture.width];
        match plain {
            Some([r, g, b, 255.0]) => row[run].fill([r, g, b].map(|value| value as u8)),
            Some(colour) => row[run].iter_mut().for_each(|pixel| blend(pixel, colour)),
            None => {
                for x in run {
                    let shares = triangle.shares((x as f64 + 0.5, y as f64 + 0.5));
                    let uv = |of: fn(&Vertex) -> f32| -> f32 {
                        (0..3).map(|n| of(triangle.corners[n]) * shares[n]).sum()
                    };
                    let colour = std::array::from_fn(|channel| {
                        (0..3).map(|n| corners[n][channel] * shares[n]).sum()
                    });
                    let ground = texture.at(uv(|v| v.uv.x), uv(|v| v.uv.y));
                    blend(&mut row[x], tinted(ground, colour));
                }
            }
        }
    }
}

/// A texture's colour under a vertex' colour, both with alpha multiplied in.
fn tinted(texture: [f32; 4], colour: [f32; 4]) -> [f32; 4] {
    std::array::from_fn(|n| texture[n] * colour[n] / 255.0)
}

fn blend(pixel: &mut [u8; 3], colour: [f32; 4]) {
    for (below, above) in pixel.iter_mut().zip(colour) {
        let mixed = above + f32::from(*below) * (1.0 - colour[3] / 255.0);
        *below = mixed.round().clamp(0.0, 255.0) as u8;
    }
}
