// While the pointer is held down nothing may move from under it: a press that ends elsewhere is no click.
const LONGEST = 10000; // ms; a release outside of the window is never told

let free = null; // resolves when the pointer is up again
let release = () => {};

document.addEventListener("pointerdown", () => {
  release();
  free = new Promise((resolve) => {
    release = resolve;
    setTimeout(resolve, LONGEST);
  });
}, true);
// The click itself comes after the pointer has gone up.
for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, () => setTimeout(release), true);

export function released() {
  return free;
}
