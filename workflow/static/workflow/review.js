/* The reviewer's page, by mouse and by key.

   The server does everything; this only saves keystrokes. It sends places and digests and
   never words: an offset counts UTF-16 units of the text as received, and each piece of text
   on the page says in data-at where it begins. Nothing of a cable is kept in the browser:
   what is remembered is whether keys and sentence boxes are on.

   1 the page   2 places   3 what is chosen   4 the bar   5 where we are   6 keys   7 start */

"use strict";

(() => {
  // 1 the page -----------------------------------------------------------------------------

  const desk = document.querySelector("[data-review]");
  const text = document.getElementById("text");
  const form = document.getElementById("mark");
  if (!desk || !text) return;

  const find = (selector, inside = document) => inside.querySelector(selector);
  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
  const live = document.getElementById("live");
  const bar = document.getElementById("bar");
  const keySheet = document.getElementById("keys");
  const portions = all("[data-portion]", text);

  /** Say one thing to whoever listens. Emptied first, so that the same words are said twice. */
  function say(words) {
    live.textContent = "";
    setTimeout(() => { live.textContent = words; }, 60);
  }

  // 2 places -------------------------------------------------------------------------------

  /** Every piece of the text: its element, where it begins, and its characters. */
  const pieces = all("[data-at]", text).map((element) => ({
    element,
    at: Number(element.dataset.at),
    words: element.dataset.code
      ? String.fromCodePoint(parseInt(element.dataset.code, 16))
      : element.textContent,
  }));

  /** How far into a piece a boundary of the selection lies. */
  function inside(piece, node, offset) {
    if (node.nodeType === Node.TEXT_NODE && !piece.element.dataset.code) return offset;
    return offset ? piece.words.length : 0;
  }

  /** The part of one piece that a DOM range covers, as [start, end), or null. */
  function covered(piece, range) {
    if (!range.intersectsNode(piece.element)) return null;
    let start = piece.at;
    let end = piece.at + piece.words.length;
    if (piece.element.contains(range.startContainer)) start += inside(piece, range.startContainer, range.startOffset);
    if (piece.element.contains(range.endContainer)) end = piece.at + inside(piece, range.endContainer, range.endOffset);
    return start < end ? [start, end] : null;
  }

  /** A selection as places in the text: ascending, as few as possible. */
  function placesOf(range) {
    const found = pieces.map((piece) => covered(piece, range)).filter(Boolean);
    found.sort((one, other) => one[0] - other[0]);
    const places = [];
    for (const [start, end] of found) {
      const last = places[places.length - 1];
      if (last && last[1] >= start) last[1] = Math.max(last[1], end);
      else places.push([start, end]);
    }
    return places;
  }

  /** The characters at some places, read from the page. */
  function wordsAt(places) {
    return places.map(([start, end]) => pieces
      .filter((piece) => piece.at < end && piece.at + piece.words.length > start)
      .sort((one, other) => one.at - other.at)
      .map((piece) => piece.words.slice(Math.max(0, start - piece.at), end - piece.at))
      .join("")).join("");
  }

  /** SHA-256 in hex, or nothing where the browser has none to offer. */
  async function digest(words) {
    if (!window.crypto || !crypto.subtle) return "";
    const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(words));
    return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  // 3 what is chosen -----------------------------------------------------------------------

  let chosen = [];
  const told = document.getElementById("chosen");
  const field = (name) => form.elements.namedItem(name);

  /** Remember the selection in the form, and show it even when the browser's own is gone. */
  async function choose(range) {
    const places = range ? placesOf(range) : [];
    const words = wordsAt(places);
    chosen = /[\p{L}\p{N}]/u.test(words) ? places : [];
    field("selection").value = chosen.map((place) => place.join("-")).join(",");
    field("words_sha256").value = "";
    highlight(chosen.length ? range : null);
    const count = chosen.length ? words.trim().split(/\s+/).length : 0;
    told.textContent = count
      ? `${count} word${count === 1 ? "" : "s"} chosen`
      : "Select words in the text, then choose why.";
    if (!chosen.length) return;
    const name = range.startContainer.parentElement.closest("[data-portion]");
    if (name) told.textContent += ` in ${name.dataset.name}`;
    const value = await digest(words);
    if (chosen === places) field("words_sha256").value = value;
  }

  function highlight(range) {
    if (!window.Highlight || !CSS.highlights) return;
    if (range) CSS.highlights.set("chosen", new Highlight(range.cloneRange()));
    else CSS.highlights.delete("chosen");
  }

  /** The browser's selection, if it lies in the text. */
  function selected() {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    return text.contains(range.commonAncestorContainer) ? range : null;
  }

  function onSelection() {
    const range = selected();
    if (!range) {
      bar.hidden = true;
      // A click in the text lets go of what was chosen; a click in the form does not.
      if (text.contains(document.getSelection().anchorNode)) choose(null);
      return;
    }
    choose(range);
    placeBar(range);
  }

  function forget() {
    document.getSelection().removeAllRanges();
    choose(null);
    bar.hidden = true;
  }

  // 4 the bar ------------------------------------------------------------------------------

  /** Under the selection, and wholly on the page. */
  function placeBar(range) {
    if (!chosen.length) { bar.hidden = true; return; }
    bar.hidden = false;
    const box = range.getBoundingClientRect();
    const left = Math.min(box.left, document.documentElement.clientWidth - bar.offsetWidth - 12);
    bar.style.left = `${Math.max(8, left) + window.scrollX}px`;
    bar.style.top = `${box.bottom + 8 + window.scrollY}px`;
  }

  /** Mark what is chosen with one code; a code that needs a statute or privilege asks first. */
  async function markWith(code) {
    const range = selected();
    if (range) await choose(range);
    if (!chosen.length) return say("No words are chosen.");
    all('[name="codes"]', form).forEach((box) => { box.checked = box.value === code; });
    const box = find(`[name="codes"][value="${CSS.escape(code)}"]`, form);
    if (box && box.dataset.needs && !field(box.dataset.needs).value) return ask(box.dataset.needs);
    return form.requestSubmit();
  }

  function ask(name) {
    bar.hidden = true;
    field(name).closest("details").open = true;
    field(name).focus();
    say(`Name the ${name} first.`);
  }

  function toForm() {
    if (!chosen.length) return say("No words are chosen.");
    bar.hidden = true;
    return find('[name="codes"]:not(:disabled)', form).focus();
  }

  /** "Withhold" on a portion without marks: the whole portion is the target, the codes next. */
  function withholdWhole(portion) {
    const whole = document.getElementById("whole");
    whole.open = true;
    find("select", whole).value = portion.dataset.portion;
    told.textContent = `The whole of ${portion.dataset.name}`;
    whole.scrollIntoView({ block: "nearest" });
    find('[name="codes"]:not(:disabled)', form).focus();
    say(`Choose why ${portion.dataset.name} is withheld, then press “Withhold the portion”.`);
  }

  // 5 where we are -------------------------------------------------------------------------

  let here = -1;
  let sentence = -1;

  function goTo(index, words = "") {
    if (index < 0 || index >= portions.length) return;
    here = index;
    sentence = -1;
    portions.forEach((portion, n) => portion.classList.toggle("is-here", n === here));
    all("[data-outline]").forEach((item) => item.classList.toggle("is-here", item.dataset.outline === portions[here].dataset.portion));
    portions[here].focus({ preventScroll: true });
    portions[here].scrollIntoView({ block: "nearest" });
    const state = find('[aria-pressed="true"]', portions[here]);
    say(`${words} ${portions[here].dataset.name}, ${state ? state.textContent : "undecided"}`.trim());
  }

  function nextUndecided() {
    const order = [...portions.slice(here + 1), ...portions.slice(0, here + 1)];
    const next = order.find((portion) => !("decided" in portion.dataset));
    if (next) goTo(portions.indexOf(next));
    else say("Every portion is decided.");
  }

  /** Select a sentence of the present portion; grow and shrink go on from it. */
  function goToSentence(step) {
    if (here < 0) goTo(0);
    const found = all("[data-st]", portions[here]);
    if (!found.length) return;
    sentence = Math.min(found.length - 1, Math.max(0, sentence + step));
    const inner = all("[data-at]", found[sentence]);
    const last = inner[inner.length - 1];
    document.getSelection().setBaseAndExtent(inner[0], 0, last, last.childNodes.length);
    found[sentence].scrollIntoView({ block: "nearest" });
    onSelection();
    say(`Sentence ${sentence + 1} of ${found.length}: ${wordsAt(chosen)}`);
  }

  function grow(direction) {
    const selection = document.getSelection();
    if (!selected()) return goToSentence(sentence < 0 ? 1 : 0);
    selection.modify("extend", direction, "word");
    onSelection();
    return say(told.textContent);
  }

  function goToMark(step) {
    const tags = all(".tag", text);
    if (!tags.length) return say("Nothing is marked.");
    const now = tags.indexOf(document.activeElement);
    const next = now < 0 ? (step > 0 ? 0 : tags.length - 1) : (now + step + tags.length) % tags.length;
    return tags[next].focus();
  }

  function decide(key) {
    if (here < 0) return say("Go to a portion first: j.");
    const button = find(`[data-key="${key}"]`, portions[here]);
    return button && button.click();
  }

  function preview() {
    const on = desk.classList.toggle("preview");
    all('[data-does="preview"]').forEach((button) => button.setAttribute("aria-pressed", String(on)));
    say(on ? "Only what leaves is shown." : "The text is shown again.");
  }

  function why() {
    const details = document.getElementById("why");
    details.open = !details.open;
    find("summary", details).focus();
  }

  // 6 keys ---------------------------------------------------------------------------------

  const KEYS = {
    j: () => goTo(here + 1),
    k: () => goTo(here - 1),
    ArrowRight: () => goToSentence(1),
    ArrowLeft: () => goToSentence(-1),
    ".": () => grow("forward"),
    ",": () => grow("backward"),
    x: toForm,
    r: () => decide("r"),
    w: () => decide("w"),
    p: () => decide("p"),
    f: () => decide("f"),
    n: () => goToMark(1),
    N: () => goToMark(-1),
    " ": nextUndecided,
    v: preview,
    y: why,
    "?": () => keySheet.showModal(),
    Escape: forget,
  };

  const writes = (target) => target.closest('input:not([type="checkbox"]), textarea, select');
  const presses = (target) => target.closest("button, a, summary, input");

  function onKey(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const submit = document.getElementById("submit");
      if (submit && !writes(event.target)) { event.preventDefault(); submit.requestSubmit(); }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || keySheet.open) return;
    if (!remembered("keys", true) || writes(event.target)) return;
    if (event.key === " " && presses(event.target)) return;
    const preset = /^[1-9]$/.test(event.key) && find(`[data-preset]:nth-of-type(${event.key})`, bar);
    const act = preset ? () => markWith(preset.dataset.preset) : KEYS[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  /** Whether a choice of the reader's is on; a choice, never a word of a cable. */
  function remembered(name, otherwise) {
    try { return (localStorage.getItem(`declass-${name}`) ?? String(otherwise)) === "true"; } catch { return otherwise; }
  }

  function remember(name, on) {
    try { localStorage.setItem(`declass-${name}`, String(on)); } catch { /* a private window */ }
  }

  function settle(id, name, otherwise, then) {
    const box = document.getElementById(id);
    box.checked = remembered(name, otherwise);
    then(box.checked);
    box.addEventListener("change", () => { remember(name, box.checked); then(box.checked); });
  }

  // 7 start --------------------------------------------------------------------------------

  const said = find("[data-said]");
  if (said) say(said.textContent);
  if (!form) return;

  desk.classList.add("scripted");
  all("[data-does]").forEach((button) => { button.hidden = false; });
  settle("keys-on", "keys", true, () => {});
  settle("boxes-on", "boxes", false, (on) => desk.classList.toggle("boxes", on));
  find(".basis", form).open = false;
  choose(null);

  // While the mouse is down the selection still grows; the bar waits for its end.
  let waiting = 0;
  let pressed = false;
  const settleSoon = () => {
    clearTimeout(waiting);
    if (!pressed) waiting = setTimeout(onSelection, 120);
  };
  document.addEventListener("selectionchange", settleSoon);
  text.addEventListener("pointerdown", () => { pressed = true; bar.hidden = true; });
  for (const end of ["pointerup", "pointercancel"]) {
    document.addEventListener(end, () => { pressed = false; settleSoon(); });
  }
  document.addEventListener("keydown", onKey);
  bar.addEventListener("mousedown", (event) => event.preventDefault());
  bar.addEventListener("click", (event) => {
    const preset = event.target.closest("[data-preset]");
    if (preset) markWith(preset.dataset.preset);
  });
  form.addEventListener("change", (event) => {
    const needs = event.target.checked && event.target.dataset.needs;
    if (needs) field(needs).closest("details").open = true;
  });
  text.addEventListener("click", (event) => {
    const portion = event.target.closest("[data-portion]");
    if (portion && !event.target.closest("a, button")) {
      here = portions.indexOf(portion);
      portions.forEach((other, n) => other.classList.toggle("is-here", n === here));
    }
    const button = event.target.closest('[data-key="w"]');
    if (button && !find(".mk", portion)) { event.preventDefault(); withholdWhole(portion); }
  });
  document.addEventListener("click", (event) => {
    const does = event.target.closest("[data-does]")?.dataset.does;
    if (does === "keys") keySheet.showModal();
    if (does === "preview") preview();
    if (does === "form") toForm();
  });

  // After an act the address names its place: a portion, or a mark in the text.
  const place = location.hash && document.getElementById(location.hash.slice(1));
  const portion = place && text.contains(place) && place.closest("[data-portion]");
  if (portion) {
    goTo(portions.indexOf(portion), said ? said.textContent : "");
    place.scrollIntoView({ block: "center" });
    const card = document.getElementById(location.hash.replace("#M", "mark-"));
    if (card) card.scrollIntoView({ block: "nearest" });
  }
})();
