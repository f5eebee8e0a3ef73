"""What the stages found → the rows of one document, and of the corpus."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractors.reading_report import to_report
from models.records.annex import Activity, Declared, DocumentRow, ObjectiveTag, Recommendation, Status
from models.records.ids import sort_codes
from models.records.layout import Extraction
from models.records.outcome import Problem
from pipeline.catalogue import Document
from pipeline.declared_inferred import compare_declared
from pipeline.facts import language_problem
from pipeline.results import Assembled, Recognized, Segmented, Tagged
from pipeline.subjects import all_passages

SEVERITIES = ("error", "warning", "note")


def assemble(
    document: Document, extraction: Extraction, segmented: Segmented, recognized: Recognized, tagged: Tagged
) -> Assembled:
    """The rows of one document that was read."""
    segmentation = segmented.segmentation
    said = language_problem(document.document_id, segmented.language, document.path.name)
    problems = (
        *extraction.problems,
        *segmentation.problems,
        *([said] if said else ()),
        *tagged.problems,
    )
    return Assembled(
        documents=(_document_row(document, extraction, segmented, problems, count_unclear(tagged.tags)),),
        passages=all_passages(segmentation),
        activities=_with_codes(recognized.activities, tagged.declared),
        country_actions=recognized.country_actions,
        practices=recognized.practices,
        recommendations=tuple(_with_objectives(row, tagged.tags) for row in recognized.recommendations),
        mentions=recognized.mentions,
        objective_tags=tagged.tags,
        declared_inferred=compare_declared(all_passages(segmentation), recognized.activities, tagged.tags),
        acronyms=recognized.acronyms,
        memberships=segmentation.memberships,
        problems=problems,
    )


def failed(document: Document, problem: Problem, *, sha256: str = "") -> Assembled:
    """The one row of a document that could not be read."""
    row = DocumentRow(
        document_id=document.document_id,
        title=document.title,
        publisher=document.publisher,
        published=document.published,
        language=document.language,
        family=document.family,
        sha256=sha256 or document.sha256,
        status="failed",
        problem=problem.message,
        edition=document.edition,
        period_start=document.period_start,
        period_end=document.period_end,
        digest_of=document.digest_of,
    )
    return Assembled(documents=(row,), problems=(problem,))


def _document_row(
    document: Document, extraction: Extraction, segmented: Segmented, problems: Sequence[Problem], unclear: int
) -> DocumentRow:
    gravest = min(problems, key=lambda problem: SEVERITIES.index(problem.severity), default=None)
    lost = gravest is not None and gravest.severity != "note"
    status: Status = "partial" if lost else "ok"
    report = to_report(extraction)
    return DocumentRow(
        document_id=document.document_id,
        title=segmented.title,
        publisher=document.publisher,
        published=segmented.published,
        language=segmented.language,
        family=segmented.family,
        pages=extraction.pages,
        sha256=extraction.sha256,
        status=status,
        problem=gravest.message if gravest and lost else "",
        edition=document.edition,
        readers=tuple(f"{reader} {count}" for reader, count in report.readers.items()),
        pages_need_ocr=tuple(map(str, report.needs_ocr)),
        words=report.words,
        words_lost=report.lost,
        tables=report.tables,
        table_rows=report.rows,
        running_lines=sum(report.running.values()),
        notes=report.notes,
        notes_tied=report.notes_tied,
        needs_review=unclear,
        period_start=document.period_start,
        period_end=document.period_end,
        digest_of=document.digest_of,
    )


def count_unclear(tags: Iterable[ObjectiveTag]) -> int:
    """Passages whose objectives a person should look at."""
    return len({tag.subject_id for tag in tags if tag.needs_review})


def _with_codes(activities: Iterable[Activity], declared: Iterable[Declared]) -> tuple[Activity, ...]:
    codes = {entry.subject_id: entry.codes for entry in declared}
    return tuple(row.model_copy(update={"declared_codes": codes.get(row.activity_id, ())}) for row in activities)


def _with_objectives(row: Recommendation, tags: Iterable[ObjectiveTag]) -> Recommendation:
    own = [tag for tag in tags if tag.subject_id == row.passage_id]
    primary = sort_codes(tag.objective for tag in own if tag.grade == "primary")
    secondary = sort_codes(tag.objective for tag in own if tag.objective not in primary)
    return row.model_copy(update={"primary": primary, "secondary": secondary})
