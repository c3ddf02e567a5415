public import Domain

/// Writes consent events as FHIR `Consent`, one for each event, in a Bundle or as NDJSON.
///
/// The root denies; each scope that is permitted has a nested `permit` with the days on which it
/// is, so that a reader who looks at one Consent alone is never told more than holds. What was
/// answered stands in extensions, for the next registry of this kind. A donor is a donor code;
/// reasons, mandates and witnesses stay sealed at the source, which knows them by event number.
public struct FHIRConsentWriter {
  /// The version of FHIR.
  public enum Version: Sendable {
    /// 4.0.1
    case r4
    /// 5.0.0
    case r5
  }

  /// How several resources stand in one file.
  public enum Layout: Sendable {
    /// One Bundle of type `collection`.
    case bundle
    /// One Consent a line.
    case lines
  }

  private let version: Version
  private let layout: Layout
  private let day: CivilDay
  private let sink: ByteSink
  private var buffer: [UInt8] = []
  private var count = 0

  /// Begins a file.
  /// - Parameters:
  ///   - version: the version of FHIR.
  ///   - layout: how several resources stand in it.
  ///   - day: the day on which `status` is right.
  ///   - sink: where the bytes go.
  public init(
    version: Version, layout: Layout, on day: CivilDay, sink: @escaping ByteSink
  ) {
    self.version = version
    self.layout = layout
    self.day = day
    self.sink = sink
    if layout == .bundle {
      buffer = Array(#"{"resourceType":"Bundle","type":"collection""#.utf8)
    }
  }

  /// Writes one event; a void is told by the status of the event that it names.
  /// - Parameter statement: the event.
  /// - Throws: what the sink throws.
  public mutating func write(_ statement: ConsentStatement) throws {
    guard statement.facts.kind != .void else { return }
    if layout == .bundle {
      buffer += (count == 0 ? ",\"entry\":[\n{\"resource\":" : ",\n{\"resource\":").utf8
    }
    var writer = JSONWriter()
    FHIRConsentResource(statement: statement, version: version, day: day).write(to: &writer)
    buffer += writer.bytes
    buffer += (layout == .bundle ? "}" : "\n").utf8
    count += 1
    if buffer.count >= 65_536 { try flush() }
  }

  /// Ends the file and hands the last bytes to the sink.
  /// - Throws: what the sink throws.
  public mutating func finish() throws {
    // An empty list is no FHIR.
    if layout == .bundle { buffer += (count == 0 ? "}\n" : "\n]}\n").utf8 }
    try flush()
  }

  private mutating func flush() throws {
    guard !buffer.isEmpty else { return }
    try sink(buffer)
    buffer.removeAll(keepingCapacity: true)
  }
}
