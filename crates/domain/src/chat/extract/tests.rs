use super::*;
use crate::chat::testing::passage;

fn shop() -> Vec<Passage> {
    vec![
        passage(
            1,
            "Returns",
            "Policy",
            "## Policy\n\nItems can be returned within 30 days of delivery. They must be unused and in their box. \
             Refunds reach your account within five working days.",
        ),
        passage(
            2,
            "Shipping",
            "Costs",
            "Shipping is free above 50 EUR. We deliver to:\n\n- Austria\n- Germany\n- Italy\n\nExpress costs 9 EUR.",
        ),
    ]
}

#[test]
fn quotes_the_sentences_that_answer() {
    insta::assert_snapshot!(compose("How long can I return items?", &shop()).concat(), @r"
    Here is what the documents say about that:

    > Items can be returned within 30 days of delivery. They must be unused and in their box. [1]

    *I only quote the documents: no language model is configured yet.*
    ");
    insta::assert_snapshot!(compose("Where do you deliver?", &shop()).concat(), @r"
    Here is what the documents say about that:

    > We deliver to: Austria; Germany; Italy [2]

    > Items can be returned within 30 days of delivery. They must be unused and in their box. [1]

    *I only quote the documents: no language model is configured yet.*
    ");
}

#[test]
fn says_so_when_nothing_fits() {
    for (question, passages) in [("Who won the cup?", shop()), ("Hello", shop()), ("Anything", vec![])] {
        assert_eq!(compose(question, &passages), [ENGLISH.nothing]);
    }
    assert_eq!(compose("Wer hat gewonnen?", &shop()), [GERMAN.nothing]);
}

#[test]
fn a_similar_passage_without_a_common_word_is_quoted() {
    let mut passages = shop();
    passages[0].vector_score = Some(0.6);
    let text = compose("Can I send my purchase back?", &passages).concat();
    assert!(text.contains("> Items can be returned within 30 days"), "{text}");
}

#[test]
fn a_passage_that_repeats_another_is_quoted_once() {
    let passages = vec![shop()[0].clone(), shop()[0].clone()];
    let text = compose("When do refunds reach my account?", &passages).concat();
    assert_eq!(text.matches("Refunds").count(), 1, "{text}");
}

#[test]
fn a_table_row_reads_as_a_sentence_and_no_sentence_comes_twice() {
    let text = "Prices:\n\n| Work | Price |\n| --- | --- |\n| Puncture, tube included | €18 |\n| Brake adjustment | €15 |";
    let answer = compose("How much is a puncture?", &[passage(1, "Workshop", "", text)]).concat();
    assert!(answer.contains("> Puncture, tube included: €18 [1]\n"), "{answer}");

    let text = "A city bike costs €14 a day. An e-bike costs €32 a day.";
    let answer = compose("How much does an e-bike cost per day?", &[passage(1, "Prices", "", text)]).concat();
    assert_eq!(answer.matches("An e-bike costs").count(), 1, "{answer}");
}
