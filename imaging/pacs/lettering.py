"""Right and left beside a picture: on a slide or on paper nothing else tells a mirrored slice."""

from PIL import Image, ImageDraw, ImageFont

from imaging.pacs.orientation import Edges

SMALLEST_PX = 9
PART = 24  # of the height of the picture
WHITE = 255


def lettered(image: Image.Image, edges: Edges | None) -> Image.Image:
    """The picture between two black margins with the letters of its sides; without edges as it is."""
    if edges is None:
        return image
    size = max(image.height // PART, SMALLEST_PX)
    font = ImageFont.load_default(size)
    margin = round(max(font.getlength(edges.left), font.getlength(edges.right))) + size // 2
    wide = Image.new(image.mode, (image.width + 2 * margin, image.height))
    wide.paste(image, (margin, 0))
    draw = ImageDraw.Draw(wide)
    for middle, letters in ((margin / 2, edges.left), (wide.width - margin / 2, edges.right)):
        draw.text((middle, image.height / 2), letters, WHITE, font, anchor="mm")
    return wide
