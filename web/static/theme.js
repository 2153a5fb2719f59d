// Colours the page as it was chosen before, ahead of the first paint.
try {
  const theme = localStorage.getItem("limbeck-theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // A browser that keeps nothing shows the system's colours.
}
