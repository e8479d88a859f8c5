"""A report attached to an examination of a demo patient: a PDF of one page, the same bytes on every run."""

from django.conf import settings

from config.demo.patients import PATIENTS
from imaging.models import ImagingStudy
from imaging.services import attachment_add
from patients.models import Patient

CASE = "C08"
NAME = "CT报告（演示）.pdf"
LINES = (
    "CT REPORT (INVENTED, FOR DEMONSTRATION)",
    "Chest and upper abdomen, bone window reviewed.",
    "Synthetic phantom: lytic lesion in T8, blastic lesion in T10.",
    "No clinical use.",
)
TOP, LINE, LEFT, SIZE = 760, 24, 72, 14


def reports_write() -> None:
    """The report at the patient's first CT, where this installation has a place for files; else nothing."""
    if not settings.ATTACHMENT_DIR:
        return
    [number] = [demo.number for demo in PATIENTS if demo.case == CASE]
    patient = Patient.objects.get(hospital_number=number)
    cts = ImagingStudy.objects.filter(patient=patient, modality="CT", done_on__isnull=False, voided_at=None)
    study = cts.earliest("done_on", "created_at")
    attachment_add(by=study.recorded_by, study=study, name=NAME, content=page(LINES))


def page(lines: tuple[str, ...]) -> bytes:
    """A PDF with these lines in Helvetica, which every reader has; Latin letters only."""
    places = [(TOP - LINE * at, line) for at, line in enumerate(_escaped(lines))]
    text = "".join(f"1 0 0 1 {LEFT} {height} Tm ({line}) Tj " for height, line in places)
    drawn = f"BT /F1 {SIZE} Tf {text}ET"
    return _file(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )


def _escaped(lines: tuple[str, ...]) -> list[str]:
    return [line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") for line in lines]


def _file(*objects: str) -> bytes:
    """The objects one after another, and the table that says where each begins."""
    body, places = b"%PDF-1.4\n", []
    for number, told in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{told}\nendobj\n".encode("ascii")
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(objects) + 1
    table = f"xref\n0 {count}\n0000000000 65535 f \n{rows}trailer\n<< /Size {count} /Root 1 0 R >>\n"
    return body + f"{table}startxref\n{len(body)}\n%%EOF\n".encode("ascii")
