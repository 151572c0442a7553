package io.tocsin.alerts.delivery;

/** Where a revision came from, and who wants to know that a receiver is done with it. */
public interface Receipt {
  /** Of what stands in no topic: nobody waits for it. */
  Receipt NOBODYS =
      new Receipt() {
        @Override
        public void settled() {
          // nobody waits for it
        }

        @Override
        public boolean isVoid() {
          return false;
        }
      };

  /** The receiver is done with it: told, skipped, superseded or buried. Called once a receiver. */
  void settled();

  /** Whether the revision has become another process's to deliver. */
  boolean isVoid();
}
