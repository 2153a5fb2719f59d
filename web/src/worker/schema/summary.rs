use super::view::{ChangeGroup, ChangeLine, Sign};

/// So many things are told; the rest is counted.
const TOLD: usize = 4;

/// So many names stand in one list; more are counted.
const NAMED: usize = 3;

/// What a revision changed, in a sentence as messages are.
pub(super) fn of(groups: &[ChangeGroup]) -> String {
    if groups.is_empty() {
        return "changes nothing in the schema".to_owned();
    }
    let mut told = Vec::new();
    for (sign, verb) in [(Sign::Added, "adds"), (Sign::Dropped, "drops")] {
        let whole: Vec<&ChangeGroup> = groups.iter().filter(|it| it.sign == sign).collect();
        for noun in distinct(whole.iter().map(|it| it.noun.as_str())) {
            let names: Vec<&str> = whole
                .iter()
                .filter(|it| it.noun == noun)
                .map(|it| it.name.as_str())
                .collect();
            told.push(format!("{verb} {}", several(noun, &names)));
        }
    }
    for group in groups.iter().filter(|it| it.sign == Sign::Altered) {
        told.extend(altered(group));
    }
    let left = told.len().saturating_sub(TOLD);
    told.truncate(TOLD);
    if left > 0 {
        let noun = if left == 1 { "change" } else { "changes" };
        told.push(format!("and {left} more {noun}"));
    }
    told.join(", ")
}

/// What changed in an object that was there and still is.
fn altered(group: &ChangeGroup) -> Vec<String> {
    let mut told = Vec::new();
    let signs = [
        (Sign::Added, "adds", "to"),
        (Sign::Dropped, "drops", "of"),
        (Sign::Altered, "changes", "of"),
    ];
    for (sign, verb, link) in signs {
        let parts: Vec<&ChangeLine> = group
            .lines
            .iter()
            .filter(|line| line.sign == sign && !line.noun.is_empty())
            .collect();
        for noun in distinct(parts.iter().map(|line| line.noun.as_str())) {
            let of_it = parts.iter().filter(|line| line.noun == noun);
            let names = distinct(of_it.map(|line| line.name.as_str()));
            let parts = if names.len() == 1 {
                several(noun, &names)
            } else {
                format!("{} {}", names.len(), plural(noun))
            };
            told.push(format!("{verb} {parts} {link} `{}`", group.name));
        }
    }
    let own = group.lines.iter().filter(|line| line.noun.is_empty());
    let properties: Vec<&str> = own.map(|line| line.what.as_str()).collect();
    if !properties.is_empty() {
        told.push(format!(
            "changes the {} of {} `{}`",
            properties.join(" and the "),
            group.noun,
            group.name
        ));
    }
    told
}

/// Objects of one kind with their names, or how many they are.
fn several(noun: &str, names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.as_slice() {
        [name] => format!("{noun} {name}"),
        [first @ .., last] if quoted.len() <= NAMED => {
            format!("{} {} and {last}", plural(noun), first.join(", "))
        }
        _ => format!("{} {}", names.len(), plural(noun)),
    }
}

fn plural(noun: &str) -> String {
    match noun {
        "index" => "indexes".to_owned(),
        "statistics" => noun.to_owned(),
        _ => match noun.strip_suffix('y') {
            Some(stem) => format!("{stem}ies"),
            None => format!("{noun}s"),
        },
    }
}

fn distinct<'text>(all: impl Iterator<Item = &'text str>) -> Vec<&'text str> {
    let mut distinct = Vec::new();
    for it in all {
        if !distinct.contains(&it) {
            distinct.push(it);
        }
    }
    distinct
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(noun: &str, name: &str, sign: Sign, lines: &[(Sign, &str, &str)]) -> ChangeGroup {
        ChangeGroup {
            key: String::new(),
            noun: noun.to_owned(),
            name: name.to_owned(),
            sign,
            note: String::new(),
            place: None,
            lines: lines
                .iter()
                .map(|&(sign, noun, name)| ChangeLine {
                    sign,
                    noun: noun.to_owned(),
                    name: name.to_owned(),
                    what: "comment".to_owned(),
                    before: String::new(),
                    after: String::new(),
                    place: None,
                })
                .collect(),
        }
    }

    #[test]
    fn nothing_is_said_to_be_nothing() {
        assert_eq!(of(&[]), "changes nothing in the schema");
    }

    #[test]
    fn whole_objects_are_named_or_counted() {
        let added = |name| group("table", name, Sign::Added, &[]);
        assert_eq!(of(&[added("a")]), "adds table `a`");
        assert_eq!(of(&[added("a"), added("b")]), "adds tables `a` and `b`");
        let many: Vec<ChangeGroup> = ["a", "b", "c", "d"].map(added).into();
        assert_eq!(of(&many), "adds 4 tables");
        let gone = group("policy", "p", Sign::Dropped, &[]);
        assert_eq!(of(&[added("a"), gone]), "adds table `a`, drops policy `p`");
    }

    #[test]
    fn what_is_too_much_is_counted() {
        let altered = ["a", "b", "c", "d", "e", "f"].map(|name| {
            group(
                "table",
                name,
                Sign::Altered,
                &[(Sign::Added, "column", "x")],
            )
        });
        assert_eq!(
            of(&altered),
            "adds column `x` to `a`, adds column `x` to `b`, adds column `x` to `c`, \
             adds column `x` to `d`, and 2 more changes"
        );
    }

    #[test]
    fn parts_are_told_of_what_they_belong_to() {
        let lines = [
            (Sign::Added, "column", "x"),
            (Sign::Altered, "column", "y"),
            (Sign::Altered, "column", "y"),
            (Sign::Altered, "column", "z"),
            (Sign::Dropped, "index", "i"),
            (Sign::Altered, "", ""),
        ];
        let altered = group("table", "t", Sign::Altered, &lines);
        assert_eq!(
            of(&[altered]),
            "adds column `x` to `t`, drops index `i` of `t`, changes 2 columns of `t`, \
             changes the comment of table `t`"
        );
    }
}
