package io.tocsin.alerts.template;

import io.tocsin.alerts.outline.Level;
import io.tocsin.alerts.outline.Outline;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lays outlines out for one receiver: by the template that people wrote, and where that is broken
 * by the shipped one, which then says so.
 */
public final class Layout<T> {
  private static final Logger LOG = LoggerFactory.getLogger(Layout.class);

  private final Form<T> form;
  private final @Nullable TemplateText custom;
  private final AtomicBoolean isSaid = new AtomicBoolean();
  private volatile @Nullable Template compiled;
  private volatile @Nullable Template compiledShipped;

  public Layout(Form<T> form, Optional<TemplateText> custom) {
    this.form = form;
    this.custom = custom.orElse(null);
  }

  /** The outline within the receiver's limits. */
  public T lay(Outline outline) {
    if (custom == null) {
      return layShipped(outline);
    }
    String note = "The template " + custom.name() + " is broken; this is the shipped one.";
    return layOwn(outline).orElseGet(() -> layShipped(outline.noting(note)));
  }

  /** The outline by the template that people wrote; empty, and said once, where it is broken. */
  public Optional<T> layOwn(Outline outline) {
    if (custom == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(layCustom(custom, outline));
    } catch (TemplateException e) {
      if (isSaid.compareAndSet(false, true)) {
        LOG.warn("the shipped message is sent, because a template is broken: {}", e.getMessage());
      }
      return Optional.empty();
    }
  }

  /** Why the template that people wrote cannot be used for these outlines; empty if it can. */
  public Optional<String> problem(Iterable<Outline> samples) {
    if (custom == null) {
      return Optional.empty();
    }
    try {
      for (Outline sample : samples) {
        layCustom(custom, sample);
      }
      return Optional.empty();
    } catch (TemplateException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private T layCustom(TemplateText text, Outline outline) {
    Template template = compiled;
    if (template == null) {
      template = Template.compile(text, form);
      compiled = template;
    }
    for (Level level : Level.LEVELS) {
      T laid = lay(template, outline, level);
      if (form.fits().test(laid)) {
        return laid;
      }
    }
    throw new TemplateException(text.name() + ": is longer than the receiver takes");
  }

  private T layShipped(Outline outline) {
    Template template = compiledShipped;
    if (template == null) {
      template = Template.compile(form.shipped(), form);
      compiledShipped = template;
    }
    T laid = lay(template, outline, Level.most());
    for (Level level : Level.LEVELS.subList(1, Level.LEVELS.size())) {
      if (form.fits().test(laid)) {
        return laid;
      }
      laid = lay(template, outline, level);
    }
    return laid;
  }

  private T lay(Template template, Outline outline, Level level) {
    String name = custom == null ? form.shipped().name() : custom.name();
    String text = template.render(View.of(outline, level.withTitle(form.title())), name);
    try {
      return form.reader().apply(text);
    } catch (UnreadableException e) {
      throw new TemplateException(name + ": " + e.getMessage(), e);
    }
  }

  /** What a template made is not what the receiver takes. */
  public static final class UnreadableException extends RuntimeException {
    public UnreadableException(String message) {
      super(message);
    }
  }
}
