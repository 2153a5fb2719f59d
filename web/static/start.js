// Starts the page, and says so where the browser cannot.
import start from "./page.js";

start({ module_or_path: new URL("./page_bg.wasm", import.meta.url) }).catch((error) => {
  const boot = document.getElementById("boot") ?? document.body;
  boot.removeAttribute("aria-busy");
  boot.textContent = `Limbeck could not start: ${error.message ?? error}`;
});
