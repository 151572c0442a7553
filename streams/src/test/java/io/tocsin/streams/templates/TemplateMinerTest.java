package io.tocsin.streams.templates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateMinerTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TemplateMiner miner = new TemplateMiner(null);

  @Test
  void findsLinesOfMostlyVariablesAgain() {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      ids.add(miner.mine("10.0.0." + i % 250 + ":5001 Served block blk_" + i + " to /x/" + i).id());
    }

    assertThat(ids).hasSize(1);
    assertThat(miner.size()).isEqualTo(1);
  }

  @Test
  void takesAWordForAVariableOnceSeveralWereSeenInItsPlace() {
    String bob = mine("Failed password for bob from 10.0.0.1 port 22").id();
    String eve = mine("Failed password for eve from 10.0.0.2 port 23").id();
    assertThat(eve).isNotEqualTo(bob);

    assertThat(mine("Failed password for joe from 10.0.0.3 port 24"))
        .isEqualTo(new Template(bob, "Failed password for <*> from <*> port <*>"));
    assertThat(miner.latest(eve)).isEqualTo(bob);
    assertThat(miner.size()).isEqualTo(1);
  }

  @Test
  void takesTwoWordsForVariablesIfTheyVaryTogether() {
    List<Template> templates =
        Stream.of("bob web", "eve mail", "joe db", "amy cache")
            .map(pair -> pair.split(" ", -1))
            .map(pair -> mine("login of %s to the host %s was refused".formatted(pair[0], pair[1])))
            .toList();

    assertThat(templates.get(3).text()).isEqualTo("login of <*> to the host <*> was refused");
  }

  @Test
  void wantsMoreOfShortMessagesAndOfFirstWords() {
    Stream.of("Payment", "Refund", "Login", "Export").forEach(what -> mine(what + " has failed"));
    Stream.of("down", "up", "full", "empty").forEach(what -> mine("queue is " + what));

    assertThat(miner.size()).isEqualTo(8);
  }

  @Test
  void givesTheLevelNoWeight() {
    Stream.of("Payment", "Refund", "Login", "Export", "Mail")
        .forEach(what -> mine("2026-01-21 10:00:00 ERROR " + what + " failed"));

    assertThat(miner.size()).isEqualTo(5);
  }

  @Test
  void keepsExceptionsAndErrorCodesApart() {
    Stream.of("KeyError", "TypeError", "IndexError", "ValueError", "OSError", "java.io.IOException")
        .forEach(name -> mine("the worker for the queue of mails has died of " + name));
    Stream.of("ECONNREFUSED", "ETIMEDOUT", "EPIPE", "ENOTFOUND")
        .forEach(code -> mine("the connection to the data base was lost: " + code));

    assertThat(miner.size()).isEqualTo(10);
  }

  @Test
  void keepsSignsApartFromWords() {
    Template without = mine("connection from 10.0.0.1 () at noon");

    for (String host : List.of("(alpha)", "(beta)", "(gamma)", "(d.example.com)")) {
      assertThat(mine("connection from 10.0.0.1 " + host + " at noon").id())
          .isNotEqualTo(without.id());
    }
    assertThat(miner.size()).isEqualTo(2);
  }

  @Test
  void makesTemplatesOneThatHaveBecomeTheSame() {
    mine("disk alpha of node 1 is full");
    mine("disk beta of node 2 is full");
    Template masked = mine("disk 7 of node 3 is full");

    assertThat(masked.text()).isEqualTo("disk <*> of node <*> is full");
    assertThat(miner.size()).isEqualTo(1);
  }

  @Test
  void writesTemplatesAsPeopleWould() {
    assertThat(mine("ModuleNotFoundError: No module named 'requests'").text())
        .isEqualTo("ModuleNotFoundError: No module named <*>");
    assertThat(mine("open(\"x\"), uid=0 [main]").text()).isEqualTo("open (<*>), uid=<*> [main]");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void givesTheSameIdsWhereverItWasInterrupted(long seed) {
    List<String> messages = messages(new Random(seed), 3_000);
    List<Template> uninterrupted = messages.stream().map(miner::mine).toList();
    Random random = new Random(seed);
    TemplateMiner other = new TemplateMiner(null);
    List<Template> interrupted = new ArrayList<>();
    for (String message : messages) {
      if (random.nextInt(50) == 0) {
        other = revived(other);
      }
      interrupted.add(other.mine(message));
    }

    assertThat(interrupted).isEqualTo(uninterrupted);
  }

  @Test
  void keepsNoMoreAfterManyRepetitions() {
    List<String> messages = messages(new Random(1), 2_000);
    messages.forEach(miner::mine);
    int once = miner.size();

    for (int i = 1; i < 150; i++) {
      messages.forEach(miner::mine);
    }

    assertThat(miner.size()).isEqualTo(once);
  }

  @Test
  void letsTheLeastUsedGoWhenThereAreTooMany() throws JsonProcessingException {
    Template used = mine("the one that comes all the time");
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      mine(words(random, 12));
      if (i % 10 == 0) {
        mine("the one that comes all the time");
      }
    }

    assertThat(miner.size()).isLessThanOrEqualTo(300);
    assertThat(mine("the one that comes all the time")).isEqualTo(used);
    assertThat(JSON.writeValueAsString(miner.state())).hasSizeLessThan(200_000);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void takesWhateverComes(long seed) {
    Random random = new Random(seed);
    String alphabet = "ab0 9.:=\"'`()[]{}<>,;|/\\-_@#%*+!?\u001b\u0000\t\u00e9\ud83d\ude00ERx";

    for (int i = 0; i < 20_000; i++) {
      int length = random.nextInt(10) == 0 ? random.nextInt(3_000) : random.nextInt(80);
      StringBuilder line = new StringBuilder();
      IntStream.range(0, length)
          .forEach(at -> line.append(alphabet.charAt(random.nextInt(alphabet.length()))));
      String message = line.toString();

      Template template = miner.mine(message);
      assertThat(template.text()).hasSizeLessThan(1_500);
      assertThat(miner.latest(miner.mine(message).id())).isEqualTo(miner.latest(template.id()));
    }
    assertThat(miner.size()).isLessThanOrEqualTo(300);
    assertThat(revived(miner).state()).isEqualTo(miner.state());
  }

  private Template mine(String message) {
    return miner.mine(message);
  }

  private static TemplateMiner revived(TemplateMiner miner) {
    try {
      String json = JSON.writeValueAsString(miner.state());
      return new TemplateMiner(JSON.readValue(json, TemplateMiner.State.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the state does not survive JSON", e);
    }
  }

  private static List<String> messages(Random random, int count) {
    List<String> users = List.of("bob", "eve", "joe", "amy", "ann", "tim", "root");
    List<String> messages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String user = users.get(random.nextInt(users.size()));
      String other = users.get(random.nextInt(users.size()));
      messages.add(
          switch (random.nextInt(8)) {
            case 0 -> "session opened for user %s by (uid=%d)".formatted(user, i);
            case 1 -> "%s:%d Served block blk_%d to /%d".formatted("10.0.0.1", i, i, i);
            case 2 -> "%d %d %d".formatted(i, i, i);
            case 3 -> "mail from %s to %s was not delivered today".formatted(user, other);
            case 4 -> "KeyError: '" + user + "'";
            case 5 -> user + " called";
            case 6 -> "state %s of %d, a list: %s".formatted(user, i, "1, ".repeat(i % 7));
            default -> words(random, 3);
          });
    }
    return messages;
  }

  /** So many random words of three letters. */
  private static String words(Random random, int count) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < count; i++) {
      for (int letter = 0; letter < 3; letter++) {
        words.append((char) ('g' + random.nextInt(18)));
      }
      words.append(' ');
    }
    return words.toString().strip();
  }
}
