//! The page's end of the worker.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::fmt;
use std::rc::Rc;

use futures_channel::oneshot;
use gloo::worker::{Spawnable, WorkerBridge};

use crate::worker::{Answer, PlainValues, Planner, Progress, Question, Request, Response};

type Waiting = Rc<RefCell<HashMap<u32, Asked>>>;

struct Asked {
    answer: oneshot::Sender<Answer>,
    progress: Box<dyn Fn(Progress)>,
}

/// Asks the worker. Clones ask the same one.
#[derive(Clone)]
pub struct Client {
    bridge: Rc<WorkerBridge<Planner>>,
    waiting: Waiting,
    next: Rc<Cell<u32>>,
}

impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Client").finish_non_exhaustive()
    }
}

impl Client {
    /// Starts the worker whose loader lies at `path`, relative to the page.
    pub fn start(path: &str) -> Self {
        let waiting = Waiting::default();
        let answered = Rc::clone(&waiting);
        let bridge = Planner::spawner()
            .encoding::<PlainValues>()
            .callback(move |response| receive(&answered, response))
            .as_module(false)
            .with_loader(true)
            .spawn(path);
        Self {
            bridge: Rc::new(bridge),
            waiting,
            next: Rc::default(),
        }
    }

    /// The answer to `question`.
    pub async fn ask(&self, question: Question) -> Answer {
        self.ask_with_progress(question, |_| {}).await
    }

    /// The answer to `question`; until it comes, `progress` is told how far it is.
    pub async fn ask_with_progress(
        &self,
        question: Question,
        progress: impl Fn(Progress) + 'static,
    ) -> Answer {
        let number = self.next.get();
        self.next.set(number.wrapping_add(1));
        let (answer, answered) = oneshot::channel();
        let progress = Box::new(progress);
        self.waiting
            .borrow_mut()
            .insert(number, Asked { answer, progress });
        self.bridge.send(Request { number, question });
        answered
            .await
            .unwrap_or_else(|_| Answer::Crashed("the planner gave no answer".to_owned()))
    }
}

fn receive(waiting: &Waiting, response: Response) {
    let Response { number, answer } = response;
    match answer {
        Answer::Progress(progress) => {
            if let Some(asked) = waiting.borrow().get(&number) {
                (asked.progress)(progress);
            }
        }
        Answer::Crashed(reason) => {
            // It answers nobody any more.
            let left: Vec<Asked> = waiting.borrow_mut().drain().map(|(_, it)| it).collect();
            for asked in left {
                // The one who asked may have gone.
                let _ = asked.answer.send(Answer::Crashed(reason.clone()));
            }
        }
        answer => {
            let asked = waiting.borrow_mut().remove(&number);
            if let Some(asked) = asked {
                let _ = asked.answer.send(answer);
            }
        }
    }
}
