// Says what is missing where the page cannot work; an old-fashioned script, so that old browsers read it too.

(function () {
  var reason = null;
  if (location.protocol === "file:") {
    reason = "it was opened as a file. Serve its folder: tfgan serve, or python3 -m http.server";
  } else if (typeof WebAssembly !== "object") {
    reason = "this browser has no WebAssembly, or it is switched off";
  } else if (!(HTMLScriptElement.supports && HTMLScriptElement.supports("importmap"))) {
    reason = "this browser is too old. Chrome 96, Firefox 108, Safari 16.4 and their successors will do";
  }
  if (!reason) return;
  var status = document.getElementById("status");
  document.documentElement.setAttribute("data-unable", "");
  status.setAttribute("role", "alert");
  status.textContent = "This page cannot work here: " + reason + ".";
})();
