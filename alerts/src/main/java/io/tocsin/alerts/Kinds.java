package io.tocsin.alerts;

import io.tocsin.alerts.alertmanager.AlertmanagerReceiver;
import io.tocsin.alerts.command.CommandReceiver;
import io.tocsin.alerts.discord.DiscordReceiver;
import io.tocsin.alerts.email.EmailReceiver;
import io.tocsin.alerts.mattermost.MattermostReceiver;
import io.tocsin.alerts.ntfy.NtfyReceiver;
import io.tocsin.alerts.opsgenie.OpsgenieReceiver;
import io.tocsin.alerts.pagerduty.PagerDutyReceiver;
import io.tocsin.alerts.setup.Kind;
import io.tocsin.alerts.slack.SlackReceiver;
import io.tocsin.alerts.teams.TeamsReceiver;
import io.tocsin.alerts.telegram.TelegramReceiver;
import io.tocsin.alerts.webhook.WebhookReceiver;
import java.util.List;

/**
 * All kinds of receivers: a new one is registered here. A kind is loaded when it is asked for and
 * not before.
 */
public final class Kinds {
  /** The keys under {@code receivers} in the configuration file. */
  public static final List<String> KEYS =
      List.of(
          "webhooks",
          "slack",
          "teams",
          "discord",
          "mattermost",
          "telegram",
          "ntfy",
          "pagerduty",
          "opsgenie",
          "alertmanager",
          "email",
          "commands");

  private Kinds() {}

  /**
   * The kind of this key.
   *
   * @throws IllegalArgumentException if it is none of {@link #KEYS}
   */
  public static Kind of(String key) {
    return switch (key) {
      case "webhooks" -> WebhookReceiver.KIND;
      case "slack" -> SlackReceiver.KIND;
      case "teams" -> TeamsReceiver.KIND;
      case "discord" -> DiscordReceiver.KIND;
      case "telegram" -> TelegramReceiver.KIND;
      case "ntfy" -> NtfyReceiver.KIND;
      case "pagerduty" -> PagerDutyReceiver.KIND;
      case "mattermost" -> MattermostReceiver.KIND;
      case "opsgenie" -> OpsgenieReceiver.KIND;
      case "alertmanager" -> AlertmanagerReceiver.KIND;
      case "email" -> EmailReceiver.KIND;
      case "commands" -> CommandReceiver.KIND;
      default -> throw new IllegalArgumentException("no receiver is called " + key);
    };
  }
}
