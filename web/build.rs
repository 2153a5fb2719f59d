//! Says how the programs are linked.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var_os("CARGO_CFG_TARGET_ARCH").is_some_and(|it| it == "wasm32") {
        // The profile strips everything that the browser does not need, and this section with it,
        // which tells wasm-bindgen what it may use.
        println!("cargo::rustc-link-arg-bins=--keep-section=target_features");
    }
}
