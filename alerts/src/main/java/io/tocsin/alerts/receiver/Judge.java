package io.tocsin.alerts.receiver;

/** Tells what an answer means: accepted, refused for good, or to be tried again. */
public interface Judge {
  /** By the status alone; the body of a success is not even waited for. */
  Judge BY_STATUS = Answer::byStatus;

  Reply judge(Answer answer);
}
