fn main() {
    use kehoach::{export::*, model::Standing, samples};
    let mut e = Exporter::default();
    for s in samples::all() {
        e.export(
            &samples::open(s.name).unwrap(),
            Standing::Issued,
            &[Format::Pdf, Format::Txt, Format::Docx],
            std::path::Path::new(&format!("tmp/{}.pdf", s.name)),
        )
        .unwrap();
    }
}
