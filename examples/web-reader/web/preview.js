const IMAGES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'image/bmp'];
const TEXTS = /^(text\/[\w.+-]+|application\/([\w.-]+\+)?(json|xml))(;|$)/;
const MAX_TEXT = 200_000;

/** An element that shows the file, or nothing. Text is only ever set as text: a record cannot run anything here. */
export async function preview(blob, type, name) {
  if (IMAGES.includes(type)) {
    const image = document.createElement('img');
    image.alt = `The record ${name}`;
    image.src = URL.createObjectURL(blob.slice(0, blob.size, type));
    return image;
  }
  if (!TEXTS.test(type)) {
    return undefined;
  }
  const text = await blob.slice(0, MAX_TEXT).text();
  const element = document.createElement('pre');
  element.tabIndex = 0;
  element.textContent = /json/.test(type) && blob.size <= MAX_TEXT ? indented(text) : text;
  return element;
}

function indented(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
