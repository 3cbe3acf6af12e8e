// early.js lets the exported list of codes be searched before the app runs, which
// on a slow line takes seconds. It shows the rows that hold every typed word, in
// the code, its status or its meaning; spelling mistakes, other words for the same
// and the best hit first are the app's, which searches again for the same text when
// it takes over, with elements of its own. What matches no row changes nothing:
// only the app can say that there is nothing.
"use strict";
(() => {
  const box = document.getElementById("q");
  const lists = [...document.querySelectorAll(".result-list")];
  if (!box || lists.length === 0) return;

  // What a code is in letters and digits alone: "topic_not_exist" is TopicNotExist.
  const letters = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

  const rows = lists.flatMap((list) => {
    const group = list.closest(".result-group");
    const status = group?.querySelector(".result-status").textContent ?? "";
    return [...list.children].map((item) => ({
      item,
      group,
      code: letters(item.querySelector(".result-code").textContent),
      text: `${status} ${item.textContent}`.toLowerCase(),
    }));
  });
  const summary = document.querySelector(".results-summary");
  const all = summary.textContent;

  box.addEventListener("input", () => {
    const typed = letters(box.value);
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    let found = rows.filter(({ code, text }) => code.includes(typed) || words.every((word) => text.includes(word)));
    if (found.length === 0) found = rows;
    const shown = new Set(found);
    const groups = new Set(found.map(({ group }) => group));
    for (const row of rows) {
      row.item.hidden = !shown.has(row);
      if (row.group) row.group.hidden = !groups.has(row.group);
    }
    summary.textContent = found === rows ? all : found.length === 1 ? "1 code" : `${found.length} codes`;
  });
})();
