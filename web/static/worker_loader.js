// Starts the worker. Trunk's own loader does it in a way that the bindings warn of.
importScripts("./worker.js");
wasm_bindgen({ module_or_path: "./worker_bg.wasm" });
