"""What can keep a file or a page from being read."""

from __future__ import annotations

from policyalign.messages.wording import Codes, worded

_AGAIN = ("もう一度入手し直してください", "get the file again")
_SPLIT = ("ファイルを分割してください", "split the file")


class ReadingCode(Codes):
    """Problems of files and pages."""

    file_missing = worded("ファイルがありません: {file}", "there is no file {file}",
        "パスを確かめてください", "check the path")
    file_is_folder = worded("ファイルではなくフォルダです: {file}", "{file} is a folder, not a file",
        "フォルダの中のPDFを指定してください（例: 計画/*.pdf）", "name the PDF files in it, for example plans/*.pdf")
    file_unreadable = worded("ファイルを開けません: {file}（{why}）", "{file} cannot be opened ({why})",
        "読み取りの権限と、ほかのアプリで開いていないかを確かめてください", "check that you may read it and that no other program holds it")
    file_empty = worded("中身が空（0バイト）のファイルです", "the file is empty (0 bytes)", *_AGAIN)
    not_a_pdf = worded("PDFではありません", "the file is not a PDF",
        "配布元のページからPDFそのものを保存し直してください（HTMLのエラーページを保存していることがあります）", "save the PDF itself from its source; what was saved may be an HTML error page")
    damaged = worded("PDFが壊れていて、修復もできません", "the PDF is damaged beyond repair", *_AGAIN)
    encrypted = worded("開くのにパスワードが要るPDFです", "the PDF needs a password to open",
        "パスワードを外して保存したPDFを使ってください", "save a copy without the password and use that")
    zero_pages = worded("ページが1枚もないPDFです", "the PDF has no pages", *_AGAIN)
    file_repaired = worded("PDFの一部が壊れていたため、残っている内容から修復して読みました", "parts of the PDF were damaged; it was read from what could be repaired",
        "配布元から入手し直すと、全体が読める可能性があります", "a fresh copy from its source may read in full")
    page_damaged = worded("このページの内容が壊れていて、全部は読めていません", "the content of this page is damaged and could not be read in full",
        "配布元から入手し直してください。それまで、このページについて「ない」とは言えません", "get a fresh copy; until then nothing can be said to be absent from this page")
    page_image = worded("文字情報のない画像（スキャン）のページで、読めていません", "the page is an image (scan) without text and was not read",
        "policyalign[ocr] と Tesseract を入れて --ocr を付けるか、文字の入ったPDFを使ってください", "install policyalign[ocr] and Tesseract and use --ocr, or get a PDF with text")
    page_garbled = worded("文字コードの対応がなく、文字を読み取れないページです", "the text of this page has no usable character codes",
        "policyalign[ocr] と Tesseract を入れて --ocr を付けるか、別のPDFを使ってください", "install policyalign[ocr] and Tesseract and use --ocr, or get another PDF")
    page_failed = worded("このページは読み取りに失敗しました", "this page could not be read",
        "別のPDFビューアで開けるか確かめ、印刷し直した（仮想プリンタ）PDFを試してください", "see whether a viewer opens it, and try a PDF printed anew")
    page_too_large = worded("このページは文字や図形が多すぎる（{count}）ため読んでいません", "this page holds too many characters or drawings ({count}) and was not read",
        "図面のページなら除くか、印刷し直した（仮想プリンタ）PDFを試してください", "leave the page out if it is a drawing, or try a PDF printed anew")
    pages_over_limit = worded("{page}ページ以降は、ページ数の上限を超えるため読んでいません（全{pages}ページ）", "pages from {page} on were not read, being over the limit (of {pages})", *_SPLIT)
    time_over = worded("{page}ページ以降は、時間の上限に達したため読んでいません（全{pages}ページ）", "pages from {page} on were not read, the time limit being reached (of {pages})", *_SPLIT)
    text_off_page = worded("紙面の外にある{count}文字を除きました", "{count} characters outside the page were left out")
    text_unmapped = worded("{count}文字が読み取れませんでした（文字コードの対応がないフォント）", "{count} characters could not be read (a font without character codes)",
        "紙面と見比べるか、--ocr を試してください", "compare with the page, or try --ocr")
    attachments_unread = worded("このPDFには別のファイルが添付されていて、その中は読んでいません: {names}", "other files are attached to the PDF and were not read: {names}",
        "添付のファイルを取り出して、それぞれ指定してください", "save the attached files and name them too")
    form_unread = worded("専用のビューアが組み立てるフォーム（XFA）のPDFで、中身は読めていません", "the PDF is a form (XFA) that only its own viewer draws; its content was not read",
        "ビューアで開き、印刷し直した（仮想プリンタ）PDFを使ってください", "open it in its viewer and use a PDF printed from there")
    layers_hidden = worded("表示されないレイヤー（{names}）の内容は読んでいません", "what stands on layers that are not shown ({names}) was not read")
    text_slanted = worded("斜めの、または本文の下に置かれた文字（透かしなど）「{text}」を本文から除きました（{count}ページ）", "“{text}”, printed aslant or behind the text (a watermark), was left out of the text ({count} pages)")
    text_struck = worded("取り消し線の引かれた文字「{text}」を本文から除きました（{count}ページ）", "“{text}”, crossed out by a rule, was left out of the text ({count} pages)",
        "計画の最終版か、見え消しのない版を使ってください", "use the final version of the plan, or one without marked changes")
    page_ocr = worded("画像のページを文字認識（OCR）で読みました。誤読がありえます", "the page was read by OCR and may hold misreadings",
        "引用する前に紙面と見比べてください", "compare with the page before you quote it")
    ocr_missing = worded("文字認識（OCR）に必要な {what} がありません", "{what}, which OCR needs, is not installed",
        "pip install 'policyalign[ocr]' と、Tesseract 本体および日本語データ（Debian系: apt install tesseract-ocr tesseract-ocr-jpn）を入れてください", "run pip install 'policyalign[ocr]' and install Tesseract with its Japanese data (Debian: apt install tesseract-ocr tesseract-ocr-jpn)")
    headings_missed = worded("目次の{entries}項目のうち{missed}項目が本文の見出しとして見つかりませんでした", "{missed} of the {entries} entries of the table of contents were not found as headings",
        "見出しの取り違えがありえます。policyalign extract で確かめてください", "headings may be mistaken; look at policyalign extract")
    no_text = worded("読める文字が1つもありません", "no text at all could be read",
        "画像だけのPDFなら policyalign[ocr] と Tesseract を入れて --ocr を付けてください", "if the PDF is images only, install policyalign[ocr] and Tesseract and use --ocr")
