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
        "フォルダの中のファイルを一つ指定してください（compare はフォルダも受け取ります）", "name one of the files in it (compare takes folders too)")
    file_unreadable = worded("ファイルを開けません: {file}（{why}）", "{file} cannot be opened ({why})",
        "読み取りの権限と、ほかのアプリで開いていないかを確かめてください", "check that you may read it and that no other program holds it")
    not_a_file = worded("ファイルではありません（パイプや装置など）", "not a file, but a pipe, a device or the like",
        "ファイルに保存してから指定してください", "save it as a file and give that")
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
        "policyalign[ocr] を入れて --ocr を付けるか、文字の入ったPDFを使ってください", "install policyalign[ocr] and use --ocr, or get a PDF with text")
    page_garbled = worded("文字コードの対応がなく、文字を読み取れないページです", "the text of this page has no usable character codes",
        "policyalign[ocr] を入れて --ocr を付けるか、別のPDFを使ってください", "install policyalign[ocr] and use --ocr, or get another PDF")
    page_failed = worded("このページは読み取りに失敗しました", "this page could not be read",
        "別のPDFビューアで開けるか確かめ、印刷し直した（仮想プリンタ）PDFを試してください", "see whether a viewer opens it, and try a PDF printed anew")
    page_too_large = worded("このページは文字や図形が多すぎる（{count}）ため読んでいません", "this page holds too many characters or drawings ({count}) and was not read",
        "図面のページなら除くか、印刷し直した（仮想プリンタ）PDFを試してください", "leave the page out if it is a drawing, or try a PDF printed anew")
    pages_over_limit = worded("{page}ページ以降は、ページ数の上限を超えるため読んでいません（全{pages}ページ）", "pages from {page} on were not read, being over the limit (of {pages})", *_SPLIT)
    time_over = worded("{page}ページ以降は、時間の上限に達したため読んでいません（全{pages}ページ）", "pages from {page} on were not read, the time limit being reached (of {pages})", *_SPLIT)
    text_off_page = worded("紙面の外にある{count}文字を除きました", "{count} characters outside the page were left out")
    text_unmapped = worded("{count}文字が読み取れませんでした（文字コードの対応がないフォント）", "{count} characters could not be read (a font without character codes)",
        "紙面と見比べるか、--ocr を試してください", "compare with the page, or try --ocr")
    text_unseen = worded("紙面では見えない{count}文字（白い文字、透明な文字、隠れた文字、ごく小さい文字）を除きました", "{count} characters that nobody sees on the page (white, invisible, covered or tiny) were left out")
    text_typed = worded("入力欄または注釈に書かれた{count}文字を、このページの文章として読みました", "{count} characters typed into fields or remarks were read as text of this page")
    picture_unread = worded("図または画像の中にあると見られる文字（およそ{count}字分）は読めていません", "what seems to be text in figures or pictures (some {count} characters) was not read",
        "紙面と見比べてください。このページについて「ない」とは言えません", "compare with the page; nothing can be said to be absent from it")
    pages_lost = worded("このPDFのページのうち{count}枚分が壊れていて、取り出せません", "{count} pages of the PDF are damaged and could not be found", *_AGAIN)
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
    page_ocr_nothing = worded("画像のページで、文字認識（OCR）でも文字を読めませんでした", "the page is an image, and OCR found no text on it",
        "紙面を見てください。このページについて「ない」とは言えません", "look at the page; nothing can be said to be absent from it")
    page_ocr_vertical = worded("縦書きの画像のページで、読めていません", "the page is an image of vertical writing and was not read",
        "縦書きの文字認識には Tesseract 本体と縦書きの日本語データが要ります（Debian系: apt install tesseract-ocr tesseract-ocr-jpn-vert）", "OCR of vertical writing needs Tesseract with its vertical Japanese data (Debian: apt install tesseract-ocr tesseract-ocr-jpn-vert)")
    page_ocr_failed = worded("このページの文字認識（OCR）は、時間かメモリの上限を超えたため中止しました", "OCR of this page took too much time or memory and was stopped",
        "解像度を下げて走査し直すか、文字の入ったPDFを使ってください", "scan it again at a lower resolution, or get a PDF with text")
    ocr_missing = worded("文字認識（OCR）の部品がありません", "what OCR needs is not installed",
        "pip install 'policyalign[ocr]'", "pip install 'policyalign[ocr]'")
    headings_missed = worded("目次の{entries}項目のうち{missed}項目が本文の見出しとして見つかりませんでした", "{missed} of the {entries} entries of the table of contents were not found as headings",
        "見出しの取り違えがありえます。policyalign extract で確かめてください", "headings may be mistaken; look at policyalign extract")
    excerpt = worded("目次の{entries}項目のうち{missing}項目（「{first}」、紙面{page}など）が、このファイル（紙面{begin}～{end}）にありません。計画の抜粋とみられます", "{missing} of the {entries} entries of the table of contents (“{first}”, printed page {page}, …) are not in this file (pages {begin} to {end}): it seems to be an excerpt of the plan",
        "計画の全体を入手してください。抜粋の範囲だけを問うなら、compare に --excerpts を付けてください", "get the whole plan; if the part itself is what you ask about, give compare --excerpts")
    chapters_empty = worded("見出しだけで本文のない章・節が{count}件あります（「{names}」など）。書きかけの計画か、一部とみられます", "{count} chapters or sections have a heading but no text (“{names}”, …): the plan seems to be unfinished, or a part of it",
        "計画の最終版を入手してください。それまで、この計画に「欠落」とは言いません", "get the final version; until then no gap is claimed in this plan")
    text_pending = worded("これから書かれる箇所が{count}件あります（「{names}」など）。書きかけの計画とみられます", "{count} places are kept for text that is to come (“{names}”, …): the plan seems to be unfinished",
        "計画の最終版を入手してください。それまで、この計画に「欠落」とは言いません", "get the final version; until then no gap is claimed in this plan")
    page_broken_up = worded("このページでは文章{prose}件のうち{broken}件が文の途中で切れていて、行を正しくつなげていません", "{broken} of {prose} texts of this page end in mid-sentence: its lines were not put together as they belong",
        "引用する前に紙面と見比べてください。切れた箇所かその続きが近い候補（上位3件）にあって、応えているかもしれない提言には、「欠落」と言いません", "compare with the page before you quote it; no gap is claimed where one of the cut passages, or what goes on behind it, is among the three nearest to a proposal and may answer it")
    plan_broken_up = worded("文章{prose}件のうち{broken}件が文の途中で切れていて、行を正しくつなげていません", "{broken} of {prose} texts end in mid-sentence: lines were not put together as they belong",
        "別の形式（Word、HTML）の原本があればそれを使い、なければ引用する前に紙面と見比べてください", "use a Word or HTML original if there is one; else compare with the pages before you quote them")
    no_text = worded("読める文字が1つもありません", "no text at all could be read",
        "画像だけのPDFなら policyalign[ocr] を入れて --ocr を付けてください", "if the PDF is images only, install policyalign[ocr] and use --ocr")
    # Formats besides PDF
    encoding_unknown = worded("文字コードを判別できません", "the encoding of the text cannot be told",
        "UTF-8 で保存し直してください", "save it as UTF-8")
    format_unknown = worded("読み取れない形式のファイルです", "the file is of no format that is read",
        "PDF、Word（.docx）、PowerPoint（.pptx）、Excel（.xlsx）、HTML、XML、テキストのどれかで保存し直してください", "save it as PDF, .docx, .pptx, .xlsx, HTML, XML or text")
    format_unread = worded("{kind} 形式のファイルは読みません", "files of the format {kind} are not read",
        "PDF か、Word（.docx）・PowerPoint（.pptx）・Excel（.xlsx）の形で保存し直してください", "save it as PDF, .docx, .pptx or .xlsx")
    old_office = worded("2007年より前の形式の Office ファイルです（今の形式は {ending}）", "an Office file in the format of before 2007 (today's is {ending})",
        "Office で開き、今の形式で保存し直してください", "open it in Office and save it in the format of today")
    office_encrypted = worded("開くのにパスワードが要る Office ファイルです", "the Office file needs a password to open",
        "パスワードを外して保存したファイルを使ってください", "save a copy without the password and use that")
    office_damaged = worded("Office ファイルの中身が壊れています", "the parts of the Office file are damaged",
        "Office で開いて保存し直すか、もう一度入手し直してください", "open and save it in Office, or get the file again")
    not_well_formed = worded("XML・HTML として正しく読めません", "the file is not well-formed XML or HTML",
        "もう一度入手し直すか、PDF を使ってください", "get the file again, or use a PDF")
    part_too_large = worded("一つの文書として大きすぎます（{megabytes} MB）", "too large for one document ({megabytes} MB)",
        "ファイルを分割してください", "split the file")
    zip_damaged = worded("ZIP の形のファイルが壊れています", "the file, packed as ZIP, is damaged",
        "もう一度入手し直してください", "get the file again")
    zip_encrypted = worded("開くのにパスワードが要る ZIP です", "the ZIP needs a password to open",
        "展開してから、フォルダを指定してください", "unpack it and give the folder")
    zip_too_large = worded("展開すると大きすぎる、または多すぎる ZIP です（{count}件、{megabytes} MB）", "the ZIP unpacks to too much ({count} files, {megabytes} MB)",
        "中身を確かめ、要るファイルだけを展開して指定してください", "look at what it holds, unpack what you need and give that")
    zip_of_files = worded("ファイル{count}件をまとめた ZIP で、一つの計画ではありません", "a ZIP of {count} files is not one plan",
        "展開して、その中のファイルを指定してください（compare は ZIP も受け取ります）", "unpack it and name one of its files (compare takes ZIP files too)")
    zip_nested = worded("ZIP の中の ZIP は開きません", "a ZIP inside a ZIP is not opened",
        "展開してから指定してください", "unpack it first")
    zip_without_plans = worded("ZIP の中に、読める形式のファイルがありません", "the ZIP holds no file of a format that is read",
        "PDF、.docx、.pptx、.xlsx、.html、.xml、.txt、.md のファイルを入れてください", "put PDF, .docx, .pptx, .xlsx, .html, .xml, .txt or .md files into it")
    folder_without_plans = worded("フォルダの中に、読める形式のファイルがありません", "the folder holds no file of a format that is read",
        "PDF、.docx、.pptx、.xlsx、.html、.xml、.txt、.md のファイルがあるフォルダを指定してください", "give a folder with PDF, .docx, .pptx, .xlsx, .html, .xml, .txt or .md files")
    several_files = worded("{file} は{count}件のファイルに当たります", "{file} stands for {count} files",
        "一つを指定してください（compare はまとめて受け取ります）", "name one of them (compare takes them all)")
    pattern_unmatched = worded("合うファイルがありません", "no file matches",
        "つづりと場所を確かめてください", "check the spelling and the place")
    address_given = worded("アドレスは直接には読みません", "addresses are not read directly",
        "policyalign plans fetch で取り寄せてから比べてください", "get it with policyalign plans fetch, then compare")
    characters_lost = worded("{count}文字が読み取れませんでした（文字コードの誤り）", "{count} characters could not be read (errors of encoding)",
        "もとのファイルと見比べ、UTF-8 で保存し直してください", "compare with the original, and save it as UTF-8")
    revisions_taken = worded("変更履歴が{count}か所あります。挿入は読み、削除された文字は読んでいません", "{count} tracked changes: insertions were read, deletions were not",
        "履歴を承諾または元に戻した版があれば、それを使ってください", "use a version with the changes accepted or rejected if there is one")
    hidden_text = worded("隠された{count}文字は読んでいません", "{count} hidden characters were not read")
    diagrams_unread = worded("グラフ・図（SmartArt など）{count}点の中の文字は読んでいません", "the words in {count} charts or diagrams were not read",
        "文字が要るときは、PDF にして読ませてください", "make a PDF of it if they matter")
    slide_hidden = worded("非表示のスライドは読んでいません", "hidden slides are not read")
    slide_notes = worded("発表者ノートは読んでいません", "speaker notes are not read")
    sheet_hidden = worded("非表示のシート「{sheet}」は読んでいません", "the hidden sheet “{sheet}” was not read",
        "読ませるときは、再表示して保存してください", "unhide and save it to have it read")
    cells_hidden = worded("シート「{sheet}」の、非表示の行・列にある{count}セルは読んでいません", "{count} cells in hidden rows or columns of the sheet “{sheet}” were not read",
        "読ませるときは、再表示して保存してください", "unhide and save them to have them read")
    formulas_unread = worded("計算結果の保存されていない数式が{count}セルあり、読めていません", "{count} formulas stand without their results and were not read",
        "Excel で開いて保存し直してください", "open and save it in Excel")
    site_parts = worded("メニュー・フッターなど、本文でない{count}文字は読んでいません", "{count} characters of menus, footers and the like were not read")
