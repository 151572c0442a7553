package io.tocsin.app.config;

/**
 * One error of the configuration.
 *
 * @param place file and line, option or environment variable
 * @param path the key, such as {@code receivers.webhooks[0].url}
 * @param what what is wrong with which value
 * @param mend what to write instead
 */
public record Problem(String place, String path, String what, String mend) {
  @Override
  public String toString() {
    return place + ": " + path + ": " + what + (mend.isEmpty() ? "" : ". " + mend);
  }
}
