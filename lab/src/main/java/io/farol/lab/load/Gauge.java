// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// What a process and a directory have used up so far, as Linux tells it.
///
/// @param cpuSeconds user and system time; empty where nobody said which process
/// @param residentBytes memory now
/// @param peakBytes memory at most
/// @param diskBytes of the files in the directory; empty where nobody said which
record Gauge(
    Optional<Double> cpuSeconds,
    Optional<Long> residentBytes,
    Optional<Long> peakBytes,
    Optional<Long> diskBytes) {
  /// Ticks a second of the times in `/proc`: fixed for user space on all common machines.
  private static final double TICKS = 100;

  /// Fields of `/proc/PID/stat` after the name, counted from 0: user and system time.
  private static final int USER = 11;

  private static final int SYSTEM = 12;

  static Gauge read(Optional<Long> pid, Optional<Path> data) throws IOException {
    Optional<Path> process = pid.map(number -> Path.of("/proc", Long.toString(number)));
    Optional<Double> cpu = Optional.empty();
    Optional<Long> resident = Optional.empty();
    Optional<Long> peak = Optional.empty();
    if (process.isPresent()) {
      cpu = Optional.of(cpuSeconds(process.get()));
      resident = memory(process.get(), "VmRSS:");
      peak = memory(process.get(), "VmHWM:");
    }
    Optional<Long> disk = Optional.empty();
    if (data.isPresent()) {
      disk = Optional.of(diskBytes(data.get()));
    }
    return new Gauge(cpu, resident, peak, disk);
  }

  private static double cpuSeconds(Path process) throws IOException {
    String stat = Files.readString(process.resolve("stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])) / TICKS;
  }

  private static Optional<Long> memory(Path process, String name) throws IOException {
    return Files.readAllLines(process.resolve("status")).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst();
  }

  private static long diskBytes(Path directory) throws IOException {
    try (Stream<Path> walk = Files.walk(directory)) {
      return walk.map(Path::toFile)
          .filter(file -> file.isFile())
          .mapToLong(file -> file.length())
          .sum();
    }
  }
}
