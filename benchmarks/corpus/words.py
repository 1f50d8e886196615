"""Invented words: 150 posts, 400 surnames, and what the sentences are made of.

No name here is that of a real post or person that we know of; the tests compare the posts with
the list of real ones that the reader of telegrams carries.
"""

from __future__ import annotations


def _words(listed: str) -> tuple[str, ...]:
    return tuple(listed.split())


POSTS: tuple[str, ...] = tuple(
    head + tail
    for tail in _words("VILLE TOWN AREL OVIC HOLT INDRA UMBRA ESK AVOR ILLO")
    for head in _words("TEST NEW OLD MAR KORT BRESN DULM FENR GALD JORV LUMM PRASK TOLV VESK ZARN")
)
SURNAMES: tuple[str, ...] = tuple(
    head + tail
    for head in _words(
        "Brak Corv Drel Emsk Falv Gorn Hesk Ilv Jask Kelm Lorv Mosk Nerv Orsk Palv Quent Rusk "
        "Sorv Tamm Ulv"
    )
    for tail in _words(
        "abor eddin ifer omund urske ander essin ivald ostrel ummer arrow ebast ildor onner "
        "ustin avell elwick imber older unsted"
    )
)
TITLES: tuple[str, ...] = (
    "the deputy director",
    "the harbour master",
    "the head of the planning bureau",
    "the spokesman of the ministry",
    "the governor of the northern district",
    "the chairman of the trade committee",
    "the secretary of the farmers' union",
    "the editor of the evening paper",
    "the chief of the river police",
    "the adviser on energy",
    "the leader of the opposition bench",
    "the dean of the law school",
    "the manager of the state bank",
    "the mayor",
    "the under secretary for transport",
    "the desk officer",
    "the commander of the coast guard",
    "the visiting delegate",
    "the retired general",
    "the inspector of mines",
    "the owner of the cannery",
    "the judge of the second chamber",
    "the organiser of the march",
    "the counsel of the railway",
)
VERBS: tuple[str, ...] = (
    "said",
    "confirmed",
    "denied",
    "told PolOff",
    "told EconOff",
    "complained",
    "predicted",
    "admitted",
    "insisted",
    "explained",
    "argued",
    "hinted",
    "repeated",
    "suggested",
    "informed the embassy",
    "remarked",
    "wrote in a letter",
    "assured us",
    "maintained",
    "conceded",
    "warned",
    "claimed",
    "let it be known",
    "doubted",
)
ADJECTIVES: tuple[str, ...] = _words(
    "new old joint northern southern coastal hidden public costly modest early late draft final "
    "regional rural urban annual military civil foreign domestic private narrow broad disputed "
    "unfinished revised second third promised delayed temporary permanent seasonal idle "
    "underfunded popular unpopular technical legal maritime inland industrial agrarian fiscal "
    "monetary diplomatic consular cultural scientific medical electoral judicial postal overseas"
)
NOUNS: tuple[str, ...] = _words(
    "pier railway budget treaty ferry refinery dam bridge airfield border crossing tariff "
    "commission inquiry census harvest strike election ballot decree tribunal garrison patrol "
    "exercise convoy cargo loan credit levy subsidy quota permit licence contract tender survey "
    "pipeline cable exchange fishery forest mine quarry cannery mill market warehouse customs "
    "post hospital clinic school college newspaper broadcast festival conference delegation "
    "mission council assembly cabinet ministry bureau agency union party faction coalition "
    "reform programme project plan proposal draft communique protest petition demonstration "
    "embargo shipment delivery reactor turbine laboratory archive museum stadium"
)
ACTIONS: tuple[str, ...] = _words(
    "approve reject postpone finance inspect extend close reopen review cancel defend abandon "
    "support delay sign publish withdraw enlarge reduce divide inherit oppose supervise tax "
    "protect modernise nationalise lease auction rebuild guard survey blockade debate amend "
    "renegotiate shelve revive audit suspend"
)
MONTHS: tuple[str, ...] = _words(
    "January February March April May June July August September October November December"
)
DAYS: tuple[str, ...] = _words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
REASONS: tuple[str, ...] = (
    "for want of money",
    "after a quarrel inside the cabinet",
    "although unasked",
    "in return for a fee",
    "whatever courts decide",
    "after early rains",
    "to keep the port open",
    "before the visitors arrive",
    "while the minister is abroad",
    "under union pressure",
    "as long wished",
    "despite good advice",
    "once the new law is in force",
    "without telling the governor",
    "if prices hold",
    "unless the garrison moves first",
    "for unclear reasons",
    "to please the fishermen",
    "with borrowed engineers",
    "until experts report",
)
COUNTED: tuple[str, ...] = _words(
    "ships trucks families workers officers tons villages students deputies rifles boats "
    "engineers pilgrims wagons tractors witnesses refugees clerks miners teachers"
)
SUBJECT_TAGS: tuple[str, ...] = _words(
    "PREL PGOV ECON ETRD EFIN PTER SNAR EAIR MARR ENRG SENV PHUM KDEM KCRM EAGR ELAB"
)
OLD_TAGS: tuple[str, ...] = _words("PFOR PINT ETRD EFIN MARR EAIR SCUL ECON ELAB EAGR")
AREA_TAGS: tuple[str, ...] = _words("XA XB XF XG XH XK XL XR XS XT XV")
POSITIONS: tuple[str, ...] = ("Ambassador", "DCM", "Political Counselor", "Consul General")
FIRST_NAMES: tuple[str, ...] = _words("Arlen Bettan Corvin Dessa Elvar Finna Gerrit Hanneke")
