//! Words and sentences as numbers, and a batch of sentences laid out for the models.

/// A sentence: words as indices into the vocabulary, and its class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// The words in order.
    pub words: Vec<usize>,
    /// Whether it is of class 1.
    pub label: bool,
}

/// The words a model knows.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Vocabulary {
    /// The words; each stands once.
    pub words: Vec<String>,
}

impl Vocabulary {
    /// The index of a word.
    pub fn index(&self, word: &str) -> Option<usize> {
        self.words.iter().position(|w| w == word)
    }
    /// The name of the group of weights that is a word's vector.
    pub fn group(word: &str) -> String {
        format!("word:{word}")
    }
}

/// A batch of sentences laid end to end: "positions" are its words in order.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    /// Where each sentence begins; one more entry than sentences, the last being the number of positions.
    pub starts: Vec<usize>,
    /// The word at each position.
    pub words: Vec<usize>,
    /// Which of the distinct words stands at each position.
    pub slots: Vec<usize>,
    /// The first position of each distinct word.
    pub first: Vec<usize>,
    seen: Vec<usize>,
}

impl Tokens {
    /// Lays out sentences of words below `vocabulary`; buffers are used again.
    pub fn fill(&mut self, sentences: &[Vec<usize>], vocabulary: usize) -> Result<(), String> {
        self.starts.clear();
        self.words.clear();
        self.slots.clear();
        self.first.clear();
        self.seen.clear();
        self.seen.resize(vocabulary, usize::MAX);
        self.starts.push(0);
        for sentence in sentences {
            for &word in sentence {
                let seen = self.seen.get_mut(word).ok_or("A sentence has a word that the model lacks.")?;
                if *seen == usize::MAX {
                    *seen = self.first.len();
                    self.first.push(self.words.len());
                }
                self.slots.push(*seen);
                self.words.push(word);
            }
            self.starts.push(self.words.len());
        }
        Ok(())
    }
    /// How many positions.
    pub fn len(&self) -> usize {
        self.words.len()
    }
    /// Whether there are no positions.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
    /// The positions of each sentence.
    pub fn sentences(&self) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
        self.starts.windows(2).map(|w| w[0]..w[1])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_know_their_word_and_its_first_place() {
        let mut tokens = Tokens::default();
        tokens.fill(&[vec![3, 1], vec![1, 1, 2]], 4).expect("known words");
        assert_eq!(tokens.starts, [0, 2, 5]);
        assert_eq!(tokens.words, [3, 1, 1, 1, 2]);
        assert_eq!(tokens.slots, [0, 1, 1, 1, 2]);
        assert_eq!(tokens.first, [0, 1, 4]);
        assert_eq!(tokens.sentences().collect::<Vec<_>>(), [0..2, 2..5]);
        assert!(tokens.fill(&[vec![4]], 4).is_err());
    }
}
