internal import ConsentWorkflow
public import Domain
internal import HashedIdentifiers
internal import Interchange
internal import Storage

/// Which consent events leave the registry, and how they are written.
public struct ConsentExportRequest: Sendable {
  /// The forms that a file of consent events can have on its way out.
  public enum Format: String, CaseIterable, Sendable {
    /// FHIR R4 (4.0.1).
    case fhirR4 = "fhir-r4"
    /// FHIR R5 (5.0.0).
    case fhirR5 = "fhir-r5"
    /// The consent file that an import reads.
    case csv
  }

  /// The donors' codes; none for everybody.
  public var donors: [String]
  /// The form of the file.
  public var format: Format
  /// For FHIR, one Consent a line instead of a Bundle.
  public var asLines: Bool
  /// The day on which the status of a Consent is right; nil is today.
  public var day: CivilDay?
  /// What was recorded later is left out; nil is everything.
  public var knownAt: Instant?

  /// Describes an export.
  /// - Parameters:
  ///   - donors: the donors' codes; none for everybody.
  ///   - format: the form of the file.
  ///   - asLines: whether FHIR is written one Consent a line.
  ///   - day: the day on which the status of a Consent is right.
  ///   - knownAt: what was recorded later is left out.
  public init(
    donors: [String] = [], format: Format, asLines: Bool = false, day: CivilDay? = nil,
    knownAt: Instant? = nil
  ) {
    self.donors = donors
    self.format = format
    self.asLines = asLines
    self.day = day
    self.knownAt = knownAt
  }
}

/// What an export of consent events held.
public struct ConsentExportSummary: Sendable {
  /// Donors with at least one event.
  public var donors = 0
  /// Events written, those that a void took out included where the format tells them.
  public var events = 0
  /// SHA-256 of the file, hexadecimal; nil where there is none.
  public var sha256: String?
}

extension Registry {
  /// Writes consent events into a new file, whole or not at all.
  /// - Parameters:
  ///   - request: which events and how.
  ///   - path: where the file is to stand; nothing may stand there yet.
  /// - Returns: what was counted.
  /// - Throws: ``RegistryError``.
  public func exportConsents(
    _ request: ConsentExportRequest, to path: String
  ) throws -> ConsentExportSummary {
    try Self.mapping {
      let file = try OutputFile(path: path)
      var summary = try exportConsents(request) { try file.write($0) }
      summary.sha256 = try file.commit()
      return summary
    }
  }

  /// Writes consent events wherever the caller wants them.
  /// - Parameters:
  ///   - request: which events and how.
  ///   - sink: receives the bytes in order.
  /// - Returns: what was counted.
  /// - Throws: ``RegistryError``, or what `sink` throws.
  public func exportConsents(
    _ request: ConsentExportRequest, _ sink: @escaping ([UInt8]) throws -> Void
  ) throws -> ConsentExportSummary {
    // What the caller throws is the caller's own and goes back as it came.
    var ownFailure: (any Error)?
    do {
      try Self.mapping { try settleSpool() }
      return try read { snapshot in
        try export(request, from: snapshot) { bytes in
          do { try sink(bytes) } catch {
            ownFailure = error
            throw error
          }
        }
      }
    } catch { throw ownFailure ?? error }
  }

  private func export(
    _ request: ConsentExportRequest, from snapshot: Snapshot, _ sink: @escaping ByteSink
  ) throws -> ConsentExportSummary {
    let forms = try formCatalogue(snapshot)
    let knownAt = request.knownAt ?? .distantFuture
    var fold = ConsentFold(forms: forms)
    var summary = ConsentExportSummary()
    var rows: ConsentWriter?
    var resources: FHIRConsentWriter?
    switch request.format {
    case .csv: rows = try ConsentWriter(sink: sink)
    case .fhirR4, .fhirR5:
      resources = FHIRConsentWriter(
        version: request.format == .fhirR4 ? .r4 : .r5,
        layout: request.asLines ? .lines : .bundle, on: request.day ?? today, sink: sink)
    }
    let codes =
      request.donors.isEmpty
      ? try snapshot.donorsWithConsentEvents()
      : try request.donors.map { try known($0, in: snapshot).code }
    for code in codes {
      guard let donor = try snapshot.donorRow(code) else { continue }
      let events = try openEvents(of: code, knownAt: knownAt, in: snapshot)
      if events.isEmpty { continue }
      summary.donors += 1
      let timeline = fold.timeline(of: events, facts: donor.consentFacts, knownAt: knownAt)
      let voided = Set(events.compactMap(\.facts.target))
      for event in events where event.facts.kind != .void {
        let isVoided = voided.contains(event.sequence)
        let statement = ConsentStatement(
          donor: DonorCode.text(code), sequence: event.sequence, facts: event.facts,
          isVoided: isVoided,
          days: Self.days(of: event, timeline: timeline, forms: forms, knownAt: knownAt))
        try rows?.write(statement)
        try resources?.write(statement)
        summary.events += isVoided && request.format == .csv ? 0 : 1
      }
      if summary.donors % 4096 == 0 {
        context.progress?(Progress(what: "donors", done: summary.donors, total: codes.count))
      }
    }
    try rows?.finish()
    try resources?.finish()
    return summary
  }

  /// The consent events of a person, under every code, with the texts that are sealed elsewhere.
  private func openEvents(
    of donor: Int64, knownAt: Instant, in snapshot: Snapshot
  ) throws -> [ConsentEvent] {
    var events: [ConsentEvent] = []
    for code in try snapshot.members(of: donor) {
      try snapshot.forEachEvent(about: code) { event in
        guard event.kind == "consent_recorded", event.recordedAt <= knownAt,
          case .consentRecorded(let facts) = try keys.open(event, in: snapshot)
        else { return }
        events.append(
          ConsentEvent(sequence: event.sequence, recordedAt: event.recordedAt, facts: facts))
      }
    }
    return events.sorted { $0.sequence < $1.sequence }
  }

  private static func days(
    of event: ConsentEvent, timeline: ConsentTimeline, forms: FormCatalogue, knownAt: Instant
  ) -> [ConsentDays] {
    guard let reference = event.facts.form,
      let form = forms.form(reference, knownAt: knownAt)
    else { return [] }
    return event.facts.permitted.flatMap {
      timeline.permittedDays(of: $0, by: form, from: event.facts.effectiveFrom)
    }
  }
}
