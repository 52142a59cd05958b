"""Wrong usage of the command: one sentence each, and the words of a page of help."""

from __future__ import annotations

from policyalign.messages.wording import Codes, worded


class UsageCode(Codes):
    """Wrong usage of the command: one sentence each, and the words of a page of help."""

    # What the command line itself finds wrong
    usage_option_unknown = worded("{option} というオプションはありません", "there is no option {option}")
    usage_option_near = worded("{option} というオプションはありません（{near} のことですか）", "there is no option {option} (did you mean {near}?)")
    usage_command_unknown = worded("{command} というコマンドはありません", "there is no command {command}")
    usage_command_near = worded("{command} というコマンドはありません（{near} のことですか）", "there is no command {command} (did you mean {near}?)")
    usage_command_missing = worded("コマンドを指定してください", "a command is missing")
    usage_missing = worded("{name} を指定してください", "{name} is missing")
    usage_value_missing = worded("{option} には値が要ります", "{option} needs a value")
    usage_value_unwanted = worded("{option} に値は付けられません", "{option} takes no value")
    usage_extra = worded("余分な引数があります: {words}", "too many arguments: {words}")
    usage_value_wrong = worded("値が正しくありません（{reason}）", "the value is wrong ({reason})")
    usage_whole_number = worded("「{value}」は整数ではありません", "“{value}” is not a whole number")
    usage_at_least = worded("「{value}」は{least}以上の整数ではありません", "“{value}” is not a whole number of {least} or more")
    usage_between = worded("「{value}」は{least}以上{most}以下の数ではありません", "“{value}” is not a number from {least} to {most}")
    usage_word_unknown = worded("「{value}」は使えません（使える語: {known}）", "“{value}” is not one of: {known}")
    usage_words_none = worded("一つも挙げられていません", "nothing is named")
    usage_window = worded("「{value}」は 2026-2030 のような年度の範囲ではありません", "“{value}” is not a range of years such as 2026-2030")
    usage_pages = worded("「{value}」は 12 や 3,5-7 のようなページではありません", "“{value}” is not a list of pages such as 12 or 3,5-7")
    usage_pages_many = worded("「{value}」は多すぎます（一度に{most}ページまで）", "“{value}” is too many pages (at most {most} at once)")
    # What single commands find wrong
    usage_sources = worded("計画のファイル、--all、--domain のどれか一つを指定してください", "give files of plans, or --all, or --domain: one of them")
    usage_count = worded("計画{plans}本に対して{given}件あります", "{given} given for {plans} plans")
    usage_plan_domains = worded("{given} では、計画 {plans} と分野が対応しません（順に一つずつか、{example}=宇宙 の形で）", "{given} does not fit the plans {plans} (one for each in order, or {example}=DOMAIN)")
    usage_genres = worded("{given} では、計画 {plans} の種類が決まりません（すべてに一つか、計画の名前=種類 の形で）", "{given} does not tell the genre of the plans {plans} (one for all, or PLAN=GENRE)")
    usage_model_genre = worded("--model と --genre は、一緒に指定してください（人の答えで確かめたのは、文書の種類ごとだからです）", "give --model and --genre together: what people's answers settle holds for a genre")
    usage_fit_sources = worded("正解のフォルダ一つと --pdf か、--reviews と結果フォルダのどちらかを指定してください（--genre は --reviews と、--projects・--ablate・--recount は --pdf と）", "give one folder of labels with --pdf, or --reviews with folders of results (--genre goes with --reviews; --projects, --ablate and --recount with --pdf)")
    usage_draft_sources = worded("下書きのもとにする計画のファイル、--all、--domain、--projects のどれかを指定してください", "give files of plans, --all, --domain or --projects to draft from")
    usage_column = worded("「{value}」は 本文=C のような、項目と列の組ではありません", "“{value}” is no field and column, such as text=C")
    usage_audit_drawn = worded("確認表には選び方も書いてあります。{given} は外してください", "the sheet itself says how it was drawn; leave out {given}")
    # Beside and around them
    usage_hint = worded("使い方: {command} --help", "For help: {command} --help")
    usage_renamed = worded("{old} は {new} に改名しました", "{old} is called {new} now")
    usage_aborted = worded("中止しました", "aborted")
    help_usage = worded("使い方", "Usage")
    help_arguments = worded("引数", "Arguments")
    help_options = worded("オプション", "Options")
    help_commands = worded("コマンド", "Commands")
    help_options_place = worded("[オプション]", "[OPTIONS]")
    help_command_place = worded("コマンド ...", "COMMAND ...")
    help_default = worded("既定: {value}", "default: {value}")
    help_required = worded("必須", "required")
    help_variable = worded("環境変数: {name}", "environment: {name}")
