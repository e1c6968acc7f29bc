// Before signing out: texts of this person that wait on this device are named, so that nobody leaves them behind.
import { unsent } from "./copies.js";

const place = document.querySelector("[data-unsent]");
const left = place ? unsent(place.dataset.unsent) : [];
if (left.length) {
  const pages = [...new Set(left.map((copy) => copy.page))];
  place.hidden = false;
  place.querySelector("ul").replaceChildren(
    ...pages.map((page) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = new URL(page, location.origin).origin === location.origin ? page : "/";
      link.textContent = left.find((copy) => copy.page === page).text.slice(0, 60) || page;
      item.append(link);
      return item;
    }),
  );
}
