"""One plain function per stage: records in, records out; no flow engine, no printing, no files but the PDF."""

from __future__ import annotations

from extractors.extract import read_extraction
from extractors.kinds import find_family
from extractors.options import DEFAULTS, ReadOptions
from extractors.passages import extraction_to_segmentation
from models.actors.country_actions import normalize_action, normalize_activity, normalize_practice
from models.actors.dates import ReportingPeriod
from models.actors.recognizer import Recognizer
from models.actors.roles import assign_roles
from models.errors import ExtractionError
from models.objectives.cited import find_cited
from models.objectives.tagger import Tagger
from models.records.layout import Extraction
from pipeline.catalogue import Document
from pipeline.declared import find_declared
from pipeline.facts import find_document_language, find_published, find_title
from pipeline.relevance import leave_out_strangers
from pipeline.results import Recognized, Segmented, Tagged
from pipeline.rows import make_recommendations, merge_acronyms, name_initiators
from pipeline.subjects import add_neighbours, all_passages, passages_to_subjects, readable


def extract(document: Document, *, password: str | None = None, options: ReadOptions = DEFAULTS) -> Extraction:
    """Read the file. Raises ExtractionError, one sentence, where nothing can be read."""
    extraction = look_at(document, password=password, options=options)
    for problem in extraction.problems:
        if problem.severity == "error":
            raise ExtractionError(document.path, problem.message.removeprefix(f"{document.path.name}: "))
    return extraction


def look_at(document: Document, *, password: str | None = None, options: ReadOptions = DEFAULTS) -> Extraction:
    """Read the file, also where no page has text. Raises ExtractionError where it cannot be opened."""
    if not document.path.is_file():
        message = "the file is not there; put it in place or correct its row in the manifest"
        raise ExtractionError(document.path, message)
    return read_extraction(document.document_id, document.path, password=password, options=options)


def segment(extraction: Extraction, document: Document) -> Segmented:
    """Cut the text into passages and matrix rows; title, date, language and family where the manifest is silent."""
    family = document.family or find_family(extraction)
    return Segmented(
        title=document.title or find_title(extraction, stem=document.path.stem),
        published=document.published or find_published(extraction.metadata),
        language=document.language or find_document_language(extraction),
        family=family,
        segmentation=extraction_to_segmentation(extraction, family),
        period=(document.period_start, document.period_end),
    )


def recognize(segmented: Segmented, recognizer: Recognizer) -> Recognized:
    """Who, where and when: mentions, acronyms, countries and dates of rows, what recommendations ask."""
    segmentation = segmented.segmentation
    passages = all_passages(segmentation)
    subjects = passages_to_subjects(passages)
    acronyms = merge_acronyms(segmentation, passages, subjects)
    stakeholders = {row.activity_id: row.other_stakeholders for row in segmentation.activities}
    mentions = assign_roles(subjects, recognizer.find_mentions(subjects, acronyms), stakeholders)
    period = find_reporting_period(segmented)
    return Recognized(
        activities=tuple(normalize_activity(row, period=period) for row in segmentation.activities),
        country_actions=name_initiators(
            (normalize_action(row, period=period) for row in segmentation.country_actions), subjects, mentions
        ),
        practices=tuple(normalize_practice(row, period=period) for row in segmentation.practices),
        recommendations=make_recommendations(passages, subjects, mentions),
        acronyms=acronyms,
        mentions=mentions,
    )


def find_reporting_period(segmented: Segmented) -> ReportingPeriod | None:
    """The period of the manifest, else the year of publication; None where neither is known."""
    first, last = (text if text[:4].isdigit() else "" for text in segmented.period)
    published = segmented.published[:4] if segmented.published[:4].isdigit() else ""
    known = [text for text in (first, last) if text] or ([published] if published else [])
    return ReportingPeriod(known[0], known[-1]) if known else None


def tag(segmented: Segmented, tagger: Tagger) -> Tagged:
    """Objectives: declared in a field for them, cited in running text, inferred from what is said."""
    segmentation = segmented.segmentation
    passages = all_passages(segmentation)
    subjects, problems = readable(passages_to_subjects(passages), segmented.language)
    declared, printed, notes = find_declared(segmentation, tagger.taxonomy)
    cited = (tag for subject in subjects for tag in find_cited(subject, tagger.taxonomy))
    asked, strangers = leave_out_strangers(subjects, tagger.is_of_field)
    tags = (*printed, *cited, *tagger.tag(add_neighbours(asked, passages)))
    return Tagged(declared=declared, tags=tags, problems=(*problems, *strangers, *notes))
