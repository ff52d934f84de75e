//! Gives the Windows program its icon, its version and its manifest; does nothing elsewhere.

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=packaging/windows/kehoach.ico");
    println!("cargo:rerun-if-changed=packaging/windows/kehoach.manifest");
    if std::env::var("CARGO_CFG_TARGET_OS")? != "windows" {
        return Ok(());
    }
    const VIETNAMESE: u16 = 0x042A;
    let mut resource = winresource::WindowsResource::new();
    resource
        .set_icon("packaging/windows/kehoach.ico")
        .set_manifest_file("packaging/windows/kehoach.manifest")
        .set_language(VIETNAMESE)
        .set("ProductName", "Kế Hoạch")
        .set("FileDescription", "Kế Hoạch")
        .set("OriginalFilename", "kehoach.exe")
        .set("LegalCopyright", "MIT OR Apache-2.0");
    resource.compile()?;
    Ok(())
}
