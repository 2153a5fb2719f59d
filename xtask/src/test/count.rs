use std::fmt;
use std::ops::AddAssign;

/// How many tests ran, and how they ended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) passed: usize,
    pub(super) failed: usize,
    pub(super) skipped: usize,
}

impl Count {
    /// One check that passed.
    pub(super) const SUCCESS: Self = Self {
        passed: 1,
        failed: 0,
        skipped: 0,
    };
    /// One check that failed.
    pub(super) const FAILURE: Self = Self {
        passed: 0,
        failed: 1,
        skipped: 0,
    };

    /// Reads the line that libtest closes each test program with:
    /// `test result: ok. 5 passed; 0 failed; 1 ignored; …`.
    pub(super) fn from_libtest(line: &str) -> Option<Self> {
        let (_, numbers) = line.strip_prefix("test result: ")?.split_once(". ")?;
        let number_of = |word: &str| {
            numbers.split("; ").find_map(|part| {
                let (number, rest) = part.split_once(' ')?;
                (rest == word).then(|| number.parse().ok())?
            })
        };
        Some(Self {
            passed: number_of("passed")?,
            failed: number_of("failed")?,
            skipped: number_of("ignored")?,
        })
    }
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

/// The form in which test runners close, and tools read.
impl fmt::Display for Count {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            passed,
            failed,
            skipped,
        } = self;
        write!(
            formatter,
            "{passed} passed, {failed} failed, {skipped} skipped"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_libtest_writes() {
        let line = "test result: FAILED. 12 passed; 2 failed; 3 ignored; 0 measured; \
                    4 filtered out; finished in 0.01s";
        let count = Count::from_libtest(line).unwrap();
        assert_eq!(count.to_string(), "12 passed, 2 failed, 3 skipped");
        assert_eq!(Count::from_libtest("test result of mine ... ok"), None);
    }
}
