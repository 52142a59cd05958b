"""What ``policyalign fit`` and the profiles have to say."""

from __future__ import annotations

from policyalign.messages.wording import Codes, worded


class FittingCode(Codes):
    """What fitting tells."""

    profiles_unknown_id = worded("手がかりの語のファイル {file} にある {item} という提言はありません", "the profiles in {file}: there is no proposal {item}",
        "id を直すか、元のファイルに戻してください", "mend the id, or restore the file")
    profiles_reworded = worded("手がかりの語のファイル {file} の {item} は、別の本文のために書かれています（of が本文と合わない）", "the profiles in {file}: {item} was written for another text (of does not fit)",
        "提言の本文に合うかを確かめて of の行を消すか、policyalign proposals draft で作り直してください", "see whether it fits the text and remove the line of, or draft it anew with policyalign proposals draft")
    collection_unreadable = worded("事業の一覧 {file} を読めません（{error}）", "the collection of projects {file} cannot be read ({error})",
        "projectId、projectName、ministry、purpose、currentIssues、overview を持つ JSON Lines（gzip）を指定してください", "give JSON Lines (gzip) with projectId, projectName, ministry, purpose, currentIssues and overview")
    collection_lacks = worded("事業の一覧 {file} に、ラベルのある事業 {project} がありません", "the collection {file} lacks project {project}, which has labels",
        "models/labels/README.md にある版の一覧を指定してください", "give the edition that models/labels/README.md names")
    pair_labels_unreadable = worded("組のラベル {file} を読めません（{error}）", "the labels of pairs in {file} cannot be read ({error})",
        "a,b,relation の三列の CSV に直すか、元のファイルに戻してください", "make it a CSV with the columns a, b and relation, or restore the file")
    pair_labels_few = worded("組のラベル {file} が足りません（二つ以上の関係に、それぞれ{least}組以上が要ります）", "too few labels of pairs in {file} (at least two relations with {least} pairs each are needed)",
        "ラベルを足すか、元のファイルに戻してください", "add labels, or restore the file")
    relation_model_unreadable = worded("施策の関係を判定するモデル {file} を読めません（{error}）", "the model of relations {file} cannot be read ({error})",
        "policyalign を入れ直すか、policyalign fit-relations で作り直してください", "install policyalign again, or make it anew with policyalign fit-relations")
    fit_written = worded("{count}個のファイルを書きました", "{count} files written")
    fit_changed = worded("変わるファイル: {files}", "would change: {files}")
    fit_unchanged = worded("models/ は当てはめの結果と一致しています", "models/ is what the fit gives")
    lessons_missing = worded("フォルダ {folder} に lessons.json がありません", "there is no lessons.json in {folder}",
        "policyalign fit --reviews 結果フォルダ -o フォルダ で作ってください", "make it with policyalign fit --reviews RESULTS -o FOLDER")
    lessons_unreadable = worded("人の答えから学んだもの {file} を読めません（{error}）", "the lessons in {file} cannot be read ({error})",
        "policyalign fit --reviews で作り直してください", "make them anew with policyalign fit --reviews")
    lessons_other_scorer = worded("{file} は、別の版の採点器のために学んだものです", "{file} was learned for another version of the scorer",
        "policyalign fit --reviews で学び直してください", "learn anew with policyalign fit --reviews")
    lessons_no_genre = worded("{folder} に種類「{genre}」の答えはありません（あるのは {known}）", "{folder} knows no answers on the genre {genre} (it knows {known})",
        "--genre をどれかに合わせるか、policyalign fit --reviews に --genre を付けて学び直してください", "give one of these to --genre, or learn anew with policyalign fit --reviews --genre")
    reviews_none = worded("結果フォルダに、学べる答え（対応・一部対応・なし）がありません", "the results hold no answer to learn from (covered, partial or absent)",
        "policyalign review 結果フォルダ で答えてください。前の版や --model の結果、付属の当てはめに使った計画への答えは数えません", "answer with policyalign review RESULTS; answers on results of another version or of --model, and on plans of the fit, do not count")
    reviews_compared_otherwise = worded("別の版の採点器か --model で比べた結果なので、答えを数えません（--model なしで compare をやり直すと、答えは残り、数えられます）: {plans}", "compared by another version of the scorer, or with --model, so that answers do not count (compare again without --model: the answers stay): {plans}")
    reviews_fitted_before = worded("付属の採点器の当てはめに使った計画なので、答えを数えません: {plans}", "the scorer that comes along was fitted on these plans, so that answers on them do not count: {plans}")
    trials_of = worded("{plans}計画の、答えのある{cells}升目（応えている {taken_up}）。計画ごとに、ほかの計画への答えだけで学んだときと比べます。かっこは95%区間", "{cells} answered cells of {plans} plans ({taken_up} taken up); every plan by what the answers on the others teach. In brackets 95% intervals")
    outlook_better = worded("答えを加えると、除いた計画での確率は良くなります（Brier の変化の区間が 0 より下）", "with the answers, probabilities on plans left out are better (the interval of the change of the Brier score lies below 0)")
    outlook_worse = worded("答えを加えると、除いた計画での確率は悪くなります。この答えでは学ばせないでください", "with the answers, probabilities on plans left out are worse: do not use what they teach")
    outlook_alike = worded("除いた計画での確率が良くなるかどうかは、この答えの数では分かりません（Brier の変化の区間が 0 を含む）", "whether probabilities on plans left out are better cannot be told from so many answers (the interval of the change of the Brier score holds 0)")
    outlook_untried = worded("答えのある計画が一つだけなので、ほかの計画での効き目は測れません", "only one plan was answered: what the answers do on others cannot be measured")
    genre_unnamed = worded("文書の種類を --genre で指定すると、その種類の欠落を人の答えで確かめられるか、あと何件要るかを示します", "give the genre of the documents by --genre to learn whether the answers certify the gaps of that genre, or how many more it takes")
    genre_certified = worded("種類「{genre}」の欠落は、無作為に確かめた{claims}件中{right}件が正しく、信頼度90%で{limit}以上が正しいと言えます。この種類の欠落は、これらの答えで確かめられました", "genre {genre}: of {claims} gaps drawn at random {right} were right, at least {limit} at 90% confidence. These answers certify the gaps of this genre")
    genre_not_certified = worded("種類「{genre}」の欠落は、無作為に確かめた{claims}件中{right}件しか正しくありません。この種類では欠落を言いません", "genre {genre}: of {claims} gaps drawn at random only {right} were right. No gap is claimed in this genre")
    genre_open = worded("種類「{genre}」の欠落は、無作為に確かめた{claims}件中{right}件が正しく、95%以上が正しいと信頼度90%で言うには{needed}件要ります。あと{missing}件が正しければ足ります。それまでは付属の採点器のまま判定します", "genre {genre}: of {claims} gaps drawn at random {right} were right; it takes {needed} to say with 90% confidence that 95% are. {missing} more that are right suffice. Until then plans are judged by the scorer that comes along")
    genre_uncontrolled = worded("提言の分野の計画かどうか分からないので、欠落の標本に数えません（応えている提言が{least}件見つかれば数えます。何も応えない文書の欠落は、正しくても何も示しません）: {plans}", "not known to be plans of the field, so that their gaps are not counted (they are once {least} proposals are found taken up; where nothing is, a gap is right and shows nothing): {plans}")
    genre_next = worded("次に答えるもの（この順に。ほかの答えは、無作為の標本になりません）: {cells}", "to be answered next (in this order; other answers are no random sample): {cells}")
    genre_other_plans = worded("これらの計画だけでは{count}件足りません。種類「{genre}」の計画を、ほかにも compare して答えてください", "these plans alone lack {count}: compare and answer other plans of the genre {genre}")
    lessons_use = worded("使うには: policyalign compare 計画 --model {folder!q} --genre {genre!q}", "to use it: policyalign compare PLANS --model {folder!q} --genre {genre!q}")
