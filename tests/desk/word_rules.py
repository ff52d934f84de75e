#!/usr/bin/env python3
"""Our pages beside those of an engine that follows Word's rules: word_rules.py PROGRAM FOLDER DRAFT...

Every draft is exported as PDF and Word; the .docx is set by Aspose.Words for Python (an evaluation copy does: `pip
install aspose-words`; it is no part of the checks), with Liberation Serif for Times New Roman, as our pages have it where
no Times New Roman is installed. On a new Debian it wants DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 and a libssl 1.1 in LD_LIBRARY_PATH. The evaluation's own line is put into the first paragraph, so a page of its own stands in
front of a copy of the file; its footer is left out. It cuts files after some two hundred paragraphs: there the part up to
the last equal line is compared ("cut"). With --other-mode 15 the copy is set in Word 2013's mode.
"""
import argparse
import os
import re
import zipfile

import page_lines
from paper import run

FRONT = ('<w:p><w:pPr><w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="850" w:bottom="1134" '
         'w:left="1701" w:header="708" w:footer="708" w:gutter="0"/><w:pgNumType w:start="0"/></w:sectPr></w:pPr></w:p>')
EVALUATION = re.compile(r"EvaluationOnly|evaluationcopy|evaluationversion|aspose|Aspose")
CUT = "documentwastruncatedhere"


def fronted(docx, copy, mode):
    """A copy with an empty page in front, in another compatibility mode where one is asked for."""
    with zipfile.ZipFile(docx) as old, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            data = old.read(item.filename)
            if item.filename == "word/document.xml":
                data = data.decode().replace("<w:body>", "<w:body>" + FRONT, 1)
                if mode:
                    data = data.replace('<w:tblInd w:w="85"', '<w:tblInd w:w="0"')
                data = data.encode()
            if item.filename == "word/settings.xml" and mode:
                text = data.decode()
                data = re.sub(r'(compatibilityMode"[^>]*w:val=")\d+', rf"\g<1>{mode}", text).encode()
            new.writestr(item, data)


def set_by_word_rules(docx, pdf):
    import aspose.words as aw

    document = aw.Document(docx)
    settings = aw.fonts.FontSettings()
    for name in ("Times New Roman",):
        settings.substitution_settings.table_substitution.set_substitutes(name, ["Liberation Serif"])
    document.font_settings = settings
    document.save(pdf)


def pages_of(pdf, first):
    """The pages of a PDF, without what the evaluation writes; whether it cut them, and where."""
    pages = [[line for line in page if not EVALUATION.search(line[0])] for page in page_lines.pages_of(pdf, first)]
    cut = next((at for at, page in enumerate(pages) if any(CUT in line[0] for line in page)), None)
    return pages[:cut], cut


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("program")
    args.add_argument("folder")
    args.add_argument("drafts", nargs="+")
    args.add_argument("--other-mode", type=int, default=0)
    args.add_argument("--show", type=int, default=0)
    args = args.parse_args()
    os.makedirs(args.folder, exist_ok=True)
    total = [0, 0, 0]
    for draft in args.drafts:
        run(args.program, "export", draft, "--to", "pdf,docx", "--allow-marks", "--force", "-o", args.folder + "/",
            codes=(0,))
        base = os.path.join(args.folder, os.path.splitext(os.path.basename(draft))[0])
        fronted(base + ".docx", base + ".front.docx", args.other_mode)
        set_by_word_rules(base + ".front.docx", base + ".rules.pdf")
        theirs, cut = pages_of(base + ".rules.pdf", 1)
        ours = page_lines.pages_of(base + ".pdf")[:cut]
        print(os.path.basename(base) + (f" (cut on page {cut + 1}): " if cut is not None else ": "), end="")
        total = [old + new for old, new in zip(total, page_lines.told(ours, theirs, args.show))]
    whole, same, on_page = total
    print(f"{len(args.drafts)} drafts, {whole} lines: same {same / whole:.4f}; same page {on_page / whole:.4f}")


if __name__ == "__main__":
    main()
