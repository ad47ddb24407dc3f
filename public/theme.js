// Puts the chosen theme in force before the first paint, or the other one would flash. A file of its
// own, because the page's Content Security Policy allows no inline script; a classic one, because a
// module would run after the paint. The key and the words are those of src/app/theme.tsx.
(() => {
  let theme = null;
  try {
    theme = localStorage.getItem('authpi-theme');
  } catch {
    // Storage is switched off: the system's theme it is.
  }
  if (theme !== 'light' && theme !== 'dark') return;
  document.documentElement.dataset.theme = theme;
  document.querySelector('meta[name=color-scheme]').content = theme;
})();
