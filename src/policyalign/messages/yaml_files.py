"""What can be wrong in a YAML file, whichever it is: proposals, scope, catalogue, profiles, word lists."""

from __future__ import annotations

from policyalign.messages.wording import Codes, worded

_FORM = ("書き方は、同梱の corpora/ にある同じ種類のファイルの初めの説明と中身にならってください", "follow the head and the content of the file of that kind that comes along in corpora/")


class YamlCode(Codes):
    """What can be wrong in a YAML file."""

    yaml_unreadable = worded("{file} を開けません（{error}）", "{file} cannot be read ({error})",
        "場所と読み取りの権限と、UTF-8のYAMLファイルであることを確かめてください", "make sure that it is there, in UTF-8, and that you may read it")
    yaml_syntax = worded("{file} の{line}行目がYAMLとして読めません: {error}", "{file}, line {line} is not valid YAML: {error}",
        "字下げと引用符を確かめてください", "check the indentation and the quotation marks there")
    yaml_too_large = worded("{file} は大きすぎます（上限は {bytes} バイト、値 {nodes} 個、入れ子 {depth} 段。別名（*名前）は展開して数えます）", "{file} is too large (at most {bytes} bytes, {nodes} values with all that aliases stand for, {depth} levels)",
        "ファイルを分けるか、別名を減らしてください", "split it, or use fewer aliases")
    yaml_tag = worded("{file} の{line}行目の型の指定 {tag} は使えません", "{file}, line {line}: the tag {tag} is not allowed",
        "「!」の付いた指定を消してください", "remove it")
    yaml_twice = worded("{file} の{line}行目の {key} は、同じところの{first}行目にもあります", "{file}, line {line}: {key} stands in line {first} of the same part already",
        "どちらか一つを残してください", "keep one of the two")
    yaml_missing = worded("{file} の{line}行目、{place} に {field} がありません", "{file}, line {line}, {place}: {field} is missing", *_FORM)
    yaml_unknown = worded("{file} の{line}行目の {place} は、知らない項目です（使える項目: {allowed}）", "{file}, line {line}, {place}: no such field (there are: {allowed})", *_FORM)
    yaml_text = worded("{file} の{line}行目の {place} は、空でない文字列でなければなりません（数や日付は引用符で囲んでください）", "{file}, line {line}, {place} must be text that is not empty (put numbers and dates in quotes)", *_FORM)
    yaml_list = worded("{file} の{line}行目の {place} は、中身のある一覧（[産, 学] の形か、行の初めに -）でなければなりません", "{file}, line {line}, {place} must be a list with entries ([a, b], or lines that begin with -)", *_FORM)
    yaml_mapping = worded("{file} の{line}行目の {place} は、「項目: 値」の形でなければなりません", "{file}, line {line}, {place} must be fields and values (field: value)", *_FORM)
    yaml_choice = worded("{file} の{line}行目の {place} が「{found}」です（使える値: {allowed}）", "{file}, line {line}, {place} is “{found}” (one of these is needed: {allowed})", *_FORM)
    yaml_value = worded("{file} の{line}行目の {place} の値が正しくありません（{error}）", "{file}, line {line}, {place}: the value is wrong ({error})", *_FORM)
