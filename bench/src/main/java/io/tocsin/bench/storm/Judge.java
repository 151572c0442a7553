package io.tocsin.bench.storm;

import io.tocsin.bench.storm.StormOutcome.Breaches;
import io.tocsin.bench.storm.StormOutcome.Doubles;
import io.tocsin.bench.storm.StormOutcome.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds what a receiver has heard against what happened. */
final class Judge {
  private final Story story;
  private final Map<Post.Told, Instant> published;
  private final List<Instant> kills;
  private final Buried buried;

  Judge(Story story, Map<Post.Told, Instant> published, List<Instant> kills, Buried buried) {
    this.story = story;
    this.published = Map.copyOf(published);
    this.kills = List.copyOf(kills);
    this.buried = buried;
  }

  Row of(StormReceiver receiver) {
    List<Post> posts = receiver.posts();
    List<Post> taken = posts.stream().filter(Post::isTaken).toList();
    Set<Post.Told> told = taken.stream().map(Post::told).collect(Collectors.toSet());
    List<String> missing =
        story.ends().stream().filter(end -> !told.contains(end)).map(Post.Told::incident).toList();
    Set<String> begun = told.stream().map(Post.Told::incident).collect(Collectors.toSet());
    return new Row(
        receiver.name(),
        posts.size(),
        taken.size(),
        story.incidents() - missing.size(),
        buried.of(receiver.name()),
        missing.stream().filter(id -> !buried.has(receiver.name(), id)).toList(),
        missing.stream().filter(begun::contains).toList(),
        doubles(taken),
        breaches(receiver, posts),
        delays(taken),
        doneAfter(taken));
  }

  private double doneAfter(List<Post> taken) {
    Instant last = published.values().stream().max(Instant::compareTo).orElseThrow();
    Instant done = taken.stream().map(Post::at).max(Instant::compareTo).orElse(last);
    return Math.max(0, Duration.between(last, done).toMillis() / 1e3);
  }

  private Doubles doubles(List<Post> taken) {
    Map<Post.Told, Post> last = new HashMap<>();
    int byKill = 0;
    int unanswered = 0;
    int unexplained = 0;
    long window = 0;
    for (Post post : taken) {
      Post before = last.put(post.told(), post);
      if (before == null) {
        continue;
      }
      Optional<Instant> kill = kill(before.at(), post.at());
      if (before.conduct() == Conduct.TAKES_AND_HANGS_UP) {
        unanswered++;
      } else if (kill.isPresent()) {
        byKill++;
        window = Math.max(window, Duration.between(before.at(), kill.get()).toMillis());
      } else {
        unexplained++;
      }
    }
    return new Doubles(byKill, unanswered, unexplained, window);
  }

  private Optional<Instant> kill(Instant from, Instant to) {
    return kills.stream().filter(k -> !k.isBefore(from) && k.isBefore(to)).findFirst();
  }

  private Breaches breaches(StormReceiver receiver, List<Post> posts) {
    List<Instant> early = posts.stream().filter(Post::isEarly).map(Post::at).toList();
    long afterKill =
        early.stream().filter(at -> kill(at.minus(StormReceiver.ASKED), at).isPresent()).count();
    return new Breaches(
        early.size() - (int) afterKill,
        (int) afterKill,
        disorderly(posts.stream().filter(Post::isTaken).toList()),
        receiver.gone());
  }

  private static int disorderly(List<Post> taken) {
    Map<String, Integer> newest = new HashMap<>();
    int count = 0;
    for (Post post : taken) {
      int revision = post.told().revision();
      if (revision < newest.getOrDefault(post.told().incident(), 0)) {
        count++;
      }
      newest.merge(post.told().incident(), revision, Math::max);
    }
    return count;
  }

  /** From the record to the receiver's yes, of openings that were told. */
  private List<Double> delays(List<Post> taken) {
    List<Double> delays = new ArrayList<>();
    for (Post post : taken) {
      Instant at = published.get(post.told());
      if (post.told().revision() == 1 && at != null) {
        delays.add(Duration.between(at, post.at()).toMillis() / 1e3);
      }
    }
    return delays;
  }
}
