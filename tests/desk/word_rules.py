#!/usr/bin/env python3
"""Our pages beside those of an engine that follows Word's rules: word_rules.py PROGRAM FOLDER DRAFT...

Every draft is exported as PDF and Word; the .docx is set by Aspose.Words for Python (an evaluation copy does: `pip
install aspose-words`; it is no part of the checks), with Liberation Serif for Times New Roman, as our pages have it where
no Times New Roman is installed. On a new Debian it wants DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 and a libssl 1.1 in LD_LIBRARY_PATH. The evaluation's own line is put into the first paragraph, so a page of its own stands in
front of a copy of the file; its footer is left out. It cuts files after some two hundred paragraphs: there the part up to
the last equal line is compared ("cut"). With --other-mode 15 the copy is set in Word 2013's mode.
"""
import argparse
import difflib
import os
import re
import subprocess
import zipfile

from paper import run

FRONT = ('<w:p><w:pPr><w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="850" w:bottom="1134" '
         'w:left="1701" w:header="708" w:footer="708" w:gutter="0"/><w:pgNumType w:start="0"/></w:sectPr></w:pPr></w:p>')
EVALUATION = re.compile(r"Evaluation Only|evaluation copy|evaluation version|aspose|Aspose")
CUT = "This document was truncated here"


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


def lines(pdf, first):
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True).stdout.decode()
    pages = text.split("\f")
    if pages and not pages[-1].strip():
        pages.pop()
    found = []
    for number, page in enumerate(pages[first:], 1):
        for line in page.splitlines():
            folded = re.sub(r"\s+", " ", line).strip()
            if folded and not EVALUATION.search(folded):
                found.append((number, folded))
    return len(pages) - first, found


def compare(ours, other, show):
    (pages, a), (other_pages, b) = lines(ours, 0), lines(other, 1)
    match = difflib.SequenceMatcher(None, [line for _, line in a], [line for _, line in b], autojunk=False)
    blocks = match.get_matching_blocks()
    cut = any(CUT in line for _, line in b)
    last = max((block for block in blocks if block.size), key=lambda block: block.a, default=None)
    if cut and last:
        a, b = a[:last.a + last.size], b[:last.b + last.size]
    same = on_page = 0
    for block in blocks:
        for k in range(block.size):
            same += 1
            on_page += a[block.a + k][0] == b[block.b + k][0]
    for tag, i, j, k, l in match.get_opcodes():
        if tag != "equal" and show > 0:
            show -= 1
            print(f"  - {[line for _, line in a[i:j]][:3]}\n  + {[line for _, line in b[k:l]][:3]}")
    return pages, other_pages, max(len(a), len(b), 1), same, on_page, cut


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
        pages, others, whole, same, on_page, cut = compare(base + ".pdf", base + ".rules.pdf", args.show)
        total = [old + new for old, new in zip(total, (whole, same, on_page))]
        print(f"{os.path.basename(base)}: pages {pages} / {others}; lines {whole}; same {same / whole:.4f}; "
              f"same page {on_page / whole:.4f}{' (cut)' if cut else ''}")
    whole, same, on_page = total
    print(f"{len(args.drafts)} drafts, {whole} lines: same {same / whole:.4f}; same page {on_page / whole:.4f}")


if __name__ == "__main__":
    main()
