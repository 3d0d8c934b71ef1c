"""Old forms that are right stay letter by letter, in clean texts and in scans, each in a sentence of its own."""

from __future__ import annotations

from typing import Final

import pytest

from ecdosis.model.document import Document
from ecdosis.model.text import Text
from ecdosis.stages import spelling as proof
from ecdosis.stages.spelling.lexicon import lexicon
from test_noisy import NOISE
from test_proof import DIRT
from test_proof_languages import DIRT as OTHER_DIRT

FORMS: Final = {
    "en": """
        shew shewed shewn sheweth behinde himselfe publick musick musicks physick traffick logick critick
        catholick domestick chuse chuses chusing compleat compleatly antient antients shoar ake aking cloaths
        cloathed cloathing sope lanthorn lanthorns gaol gaoler connexion inflexion reflexion waggon waggons
        waggoner befal recal instal wilful skilful fulfil inclose inclosed inclosure intire intirely intreat
        intreated intreaty imbark imbarked imploy ingage gayety gaiety staid dropt stopt stept fixt mixt whipt
        wrapt kist blest curst burthen burthens murther murthered murtherer farther vext profest exprest opprest
        possest enough chearful chearfully chearfulness surprize surprized surprizing controul controuled
        pretence negociate negociation negociations doat doated doating grewsome gulph phantasy phrenzy
        phrenzied scull sculls suddain sodain vertue vertuous warre warres olde finde kinde minde
        doe goe hath doth dost didst hast wouldst couldst shouldst thou thee thy thine ye whilst amongst betwixt
        hither thither whither hence thence whence methinks quoth spake brake bare gat sware holpen writ begot
        drouth gossamer ribband ribbands shipt topt publickly mathematicks politicks oeconomy oeconomical
        aeroplane to-day to-morrow befel encrease encreased desart desarts ancle ancles grey-hound faery fairie
        physitian phisitian apothecarie curat sallad sallads cyder cyder-press tyger tygers lyon lyons spunge
        spunges steadfast stedfast stedfastly cieling cielings headach tooth-ach wo shewbread alledge alledged
        knowlege accompt accompts alarum agen ascendent expence expences defence licence expencive sceptick
        frolick frolicks havock almanack almanacks rhetorick musquet musquets cannonier
    """,
    "de": """
        Thür Thüren Thal Thäler That Thaten Thräne Thränen Thier Thiere Theil Theile theilen getheilt Thurm
        Thürme Thor Thon thun gethan thut Muth muthig Rath Räthe rathen Noth nöthig nothwendig roth röthlich
        Blüthe Fluth Gluth Werth werth Wirth Wirthshaus Athem athmen Miethe miethen Gemüth Heimath Monath
        Ungethüm Eigenthum Reichthum giebt gieb gieng fieng hieng seyn seyd sey bey beyde dabey zwey drey frey
        Freyheit Meynung meynen May Kayser Bayern todt Tod tödten getödtet Brod Brot Schooß Loos Waare Waaren
        Maaß Schaar Schaaren baar Heerd Hülfe hülfreich würklich Wirkung ächt Aerzte Aehnlichkeit Aepfel Oel
        Uebel übel Ueberfluß Uebung daß muß mußte Schluß Fluß Kuß läßt wißt Kenntniß Verhältniß Bildniß
        Gefängniß Zeugniß Officier Kaiser Canal Caffee Classe Cultur Concert Conflict Congreß Directer Product
        Project Publicum Republik Litteratur Styl Sylbe Hypothek Cigarre Circus Commerz Commando Copie Corps
        Credit Dictat Effect Factor Factum gescheidt gescheut ergetzen Epheu Hafer Haber Hofnung fodern Foderung
        itzt jetzo nunmehro allhier dero desto ward wardst kömmt kömmst frug stund stunden sahe hub lug geschahe
        deucht däucht hierinn darinn worinn Mährchen Thee Kameel Cameel Elephant Telephon Telegraph
        photographiren studiren regieren regiren marschiren probiren spaziren passiren existiren Quartiere
    """,
    "fr": """
        avoit avoient étoit étoient estoit estoient faisoit faisoient disoit disoient vouloit vouloient pouvoit
        pouvoient sçavoit sçavoir sçait sçavoient connoître connoissoit connoissance paroître paroissoit foible
        foiblesse foibles françois françoise anglois angloise hollandois polonois roy roys loy loix luy celuy
        aujourd'huy icy ainsy aussy vray vraye vrayment j'ay may mays amy amys ennemy ennemys pluye joye playe
        quoy enfans parens momens sentimens habitans tems longtems printems mesme mesmes teste testes feste
        festes hoste hostes hostel costé costés estre estes esté nostre vostre nostres aprés succés procés excés
        accés collége siége siéges piége sacrilége privilége manége liége poëte poëtes poëme poésie poëmes
        rhythme rhythmes throne thrône authorité autheur autheurs mistere mystere chrestien chrestiens
        chrestienne escrire escrit escripre escole escoles espée espées estude estudes estat estats esprit
        mestier mestiers maistre maistres maistresse isle isles asne asnes tost bientost tantost plustost aoust
        goust dégoust couster couste chasteau chasteaux gasteau gasteaux pasture bastir basty croistre naistre
        connoistre paistre souz soubz dessoubz beaucoup faict faicts dict effect effects subject subjects object
        objects sainct saincts saincte nuict huict droict poinct poincts traicté traictés bienfaict parfaict
        parfaicte prest preste interest interests forest forests
    """,
}
"""At least a hundred and fifty of each language."""
SENTENCES: Final = {
    "en": ("He had the {} in the house of the clerk.", "They {} it in the evening, and he was glad."),
    "de": ("Er hatte {} in dem Hause gesehen.", "Man sagte {} am Abend."),
    "fr": ("Il y a {} dans la maison du maire.", "Le passeur dit {} le soir."),
}


@pytest.mark.parametrize("sentence", [0, 1])
@pytest.mark.parametrize(
    ("code", "dirt"),
    [
        ("en", ""),
        ("en", DIRT),
        ("en", f"\n\n{NOISE}"),
        ("de", ""),
        ("de", OTHER_DIRT["de"]),
        ("fr", ""),
        ("fr", OTHER_DIRT["fr"]),
    ],
)
def test_old_forms_stay(code: str, dirt: str, sentence: int) -> None:
    told = [SENTENCES[code][sentence].format(word) for word in FORMS[code].split()]
    reading = proof.repair(Document(Text.of("\n\n".join(told) + dirt)), code).text.reading
    assert [pair for pair in zip(told, reading.split("\n\n"), strict=False) if pair[0] != pair[1]] == []


@pytest.mark.parametrize(
    ("word", "is_former"),
    [
        ("behinde", True),
        ("shewed", True),
        ("alledged", True),
        ("ande", False),  # small words have no mute e, but a scan puts letters in
        ("bane", False),  # a word of ours
        ("tbree", False),
        ("thouglit", False),
        ("gnomick", False),  # any string may be a rare word of another time
    ],
)
def test_what_a_former_spelling_is(word: str, is_former: bool) -> None:
    assert lexicon("en").is_former(word) is is_former
    assert not lexicon("de").is_former(word)
