/** Dots for each pixel of the page, so that a picture stays sharp in print. */
const DENSITY = 2;

/** A self-contained SVG as PNG, painted inside the page: nothing leaves it. Throws where the browser cannot. */
export async function pngOf(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth * DENSITY;
  canvas.height = image.naturalHeight * DENSITY;
  const context = canvas.getContext('2d');
  context?.scale(DENSITY, DENSITY);
  context?.drawImage(image, 0, 0);
  const { promise, resolve } = Promise.withResolvers<Blob | null>();
  canvas.toBlob(resolve, 'image/png');
  const blob = await promise;
  if (!blob) throw new Error('The browser could not make a PNG of this picture. Take the SVG instead.');
  return blob;
}
