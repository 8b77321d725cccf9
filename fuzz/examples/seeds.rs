//! Writes the seeds of each target to `corpus/NAME/`.

use std::path::Path;
use std::{fs, io};

fn main() -> io::Result<()> {
    for (name, _) in idiolect_fuzz::TARGETS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(name);
        fs::create_dir_all(&folder)?;
        for (number, seed) in idiolect_fuzz::seeds::of(name)?.into_iter().enumerate() {
            fs::write(folder.join(format!("seed-{number:03}")), seed)?;
        }
    }
    Ok(())
}
