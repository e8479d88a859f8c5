"""Skull, girdles and limbs, in places of the half body."""

from design.bodymap.shapes import FAR, MIDDLE, NEAR, Point, Shape

SKULL = Shape(
    "SKULL",
    ("M0 30C20 30 32 44 32 62C32 75 26 80 25 88L21 100H-21L-25 88C-26 80 -32 75 -32 62C-32 44 -20 30 0 30Z",),
    {MIDDLE: Point(0, 46)},
    is_paired=False,
)
STERNUM = Shape(
    "STERNUM",
    ("M-7 140H7L5 154L4 180L5 190L0 199L-5 190L-4 180L-5 154Z",),
    {MIDDLE: Point(0, 166)},
    is_paired=False,
)
CLAVICLE = Shape("CLAVICLE", ("M8 143C22 131 42 133 66 139",), {MIDDLE: Point(36, 135)}, is_line=True)
SCAPULA = Shape(
    "SCAPULA", ("M24 148L62 139L68 143L64 152L58 158L40 207Q34 206 32 196Z",), {MIDDLE: Point(46, 164)}
)
ARM = (
    Shape(
        "HUMERUS",
        ("M60 140Q69 135 76 142L77 153L85 228Q90 240 86 247H72Q67 241 71 230L65 158Q59 150 60 140Z",),
        {MIDDLE: Point(75, 196), NEAR: Point(69, 152), FAR: Point(79, 238)},
    ),
    Shape(
        "ULNA",
        ("M70 250H78L91 326L88 331L82 329L79 316Z",),
        {MIDDLE: Point(81, 290), NEAR: Point(75, 260), FAR: Point(86, 322)},
    ),
    Shape(
        "RADIUS",
        ("M80 250H89L104 322L102 329L93 330L91 318Z",),
        {MIDDLE: Point(91, 288), NEAR: Point(86, 260), FAR: Point(98, 320)},
    ),
    Shape(
        "HAND",
        (
            "M84 333L104 331L111 359L88 363Z", "M88 365L93 364L93 385H88Z", "M95 364L99 363L100 390H95Z",
            "M101 362L105 361L107 388H102Z", "M107 361L111 360L113 380H109Z",
        ),
        {MIDDLE: Point(97, 347)},
    ),
)  # fmt: skip
PELVIS = Shape(
    "PELVIS",
    (
        "M12 327C14 310 34 304 50 312C61 319 60 338 51 350L48 363C42 374 30 382 12 386L7 378"
        "C18 374 26 368 23 358C15 350 11 340 12 327Z",
    ),
    {MIDDLE: Point(36, 330)},
)
PATELLA = Shape("PATELLA", ("M32 509A9 8 0 1 1 50 509A9 8 0 1 1 32 509Z",), {MIDDLE: Point(41, 509)})
LEG = (
    Shape(
        "FEMUR",
        (
            "M35 366C37 357 49 356 53 364L62 363Q67 366 65 378L58 394L53 480Q58 492 54 501H30"
            "Q26 492 31 480L38 394Q35 382 35 366Z",
        ),
        {MIDDLE: Point(44, 440), NEAR: Point(48, 390), FAR: Point(42, 488)},
    ),
    Shape(
        "TIBIA",
        ("M31 520H53L51 532L46 612L49 622H34L37 612L33 532Z",),
        {MIDDLE: Point(42, 570), NEAR: Point(42, 530), FAR: Point(41, 614)},
    ),
    Shape(
        "FIBULA",
        ("M55 525H60L59 616L57 624H52L54 612Z",),
        {MIDDLE: Point(57, 572), NEAR: Point(57, 534), FAR: Point(55, 616)},
    ),
    Shape("FOOT", ("M34 627H55L66 647Q67 654 60 654H36Q31 654 32 646Z",), {MIDDLE: Point(47, 642)}),
)  # fmt: skip
FACE = (
    "M-19 66a6 5.5 0 1 0 12 0a6 5.5 0 1 0 -12 0", "M7 66a6 5.5 0 1 0 12 0a6 5.5 0 1 0 -12 0",
    "M0 74L-3.5 82H3.5Z", "M-12 90H12", "M-8 87V93", "M-4 87V93", "M0 87V93", "M4 87V93", "M8 87V93",
)  # fmt: skip
NAPE = ("M-26 72Q0 92 26 72",)
