package io.tocsin.streams.rules;

import io.tocsin.streams.detect.DetectorType;
import io.tocsin.streams.detect.apistorm.ApiStorm;
import io.tocsin.streams.detect.audit.Audit;
import io.tocsin.streams.detect.collectorsilent.CollectorSilent;
import io.tocsin.streams.detect.connectionerrors.ConnectionErrors;
import io.tocsin.streams.detect.cputhrottling.CpuThrottling;
import io.tocsin.streams.detect.deprecation.Deprecation;
import io.tocsin.streams.detect.errorratio.ErrorRatio;
import io.tocsin.streams.detect.errorspike.ErrorSpike;
import io.tocsin.streams.detect.exited.Exited;
import io.tocsin.streams.detect.forceremoval.ForceRemoval;
import io.tocsin.streams.detect.httperrors.HttpErrors;
import io.tocsin.streams.detect.logpattern.LogPattern;
import io.tocsin.streams.detect.logsilence.LogSilence;
import io.tocsin.streams.detect.memoryforecast.MemoryForecast;
import io.tocsin.streams.detect.memoryratio.MemoryRatio;
import io.tocsin.streams.detect.newerror.NewError;
import io.tocsin.streams.detect.oomkill.OomKill;
import io.tocsin.streams.detect.requestrate.RequestRate;
import io.tocsin.streams.detect.restartrate.RestartRate;
import io.tocsin.streams.detect.slowrequests.SlowRequests;
import io.tocsin.streams.detect.startfailed.StartFailed;
import io.tocsin.streams.detect.startuporder.StartupOrder;
import io.tocsin.streams.detect.telemetrygap.TelemetryGap;
import io.tocsin.streams.detect.unhealthy.Unhealthy;
import java.util.List;
import java.util.Optional;

/** All detectors. A new one is registered by its line here. */
public final class Catalogue {
  private static final List<DetectorType<?, ?>> DETECTORS =
      List.of(
          RestartRate.TYPE,
          Exited.TYPE,
          StartFailed.TYPE,
          OomKill.TYPE,
          MemoryRatio.TYPE,
          MemoryForecast.TYPE,
          CpuThrottling.TYPE,
          ApiStorm.TYPE,
          ForceRemoval.TYPE,
          ErrorSpike.TYPE,
          NewError.TYPE,
          ConnectionErrors.TYPE,
          Deprecation.TYPE,
          ErrorRatio.TYPE,
          HttpErrors.TYPE,
          SlowRequests.TYPE,
          RequestRate.TYPE,
          LogPattern.TYPE,
          LogSilence.TYPE,
          Unhealthy.TYPE,
          StartupOrder.TYPE,
          Audit.TYPE,
          TelemetryGap.TYPE,
          CollectorSilent.TYPE);

  private Catalogue() {}

  public static List<DetectorType<?, ?>> detectors() {
    return DETECTORS;
  }

  public static Optional<DetectorType<?, ?>> detector(String name) {
    return DETECTORS.stream().filter(type -> type.name().equals(name)).findFirst();
  }
}
