internal import ArgumentParser
internal import Registry

/// What every class of an anonymised table has to meet.
struct ProtectionOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Records that look alike, at least.", valueName: "n"))
  var k: Int?

  @Option(
    name: .customLong("max-risk"),
    help: ArgumentHelp("The highest risk of a record to be recognised.", valueName: "risk"),
    transform: ArgumentReader.share)
  var maximumRisk: Double?

  @Option(
    help: ArgumentHelp("The highest mean of that risk over all records.", valueName: "risk"),
    transform: ArgumentReader.share)
  var averageRisk: Double?

  @Option(help: ArgumentHelp("How diverse each sensitive column is in a class.", valueName: "n"))
  var l: Double?

  @Option(help: "What diverse means.")
  var lModel: DiversityArgument = .distinct

  @Option(help: ArgumentHelp("The c of recursive diversity.", valueName: "x"))
  var c: Double?

  @Option(
    help: ArgumentHelp(
      "How far a class's sensitive values may lie from those of the table.", valueName: "x"),
    transform: ArgumentReader.share)
  var t: Double?

  @Option(help: "How far two sensitive values are from each other.")
  var tDistance: DistanceArgument = .equal

  @Option(
    help: ArgumentHelp(
      "All people among whom a record could be looked for: a table.", valueName: "file"))
  var population: String?

  @Option(
    name: .customLong("k-map"),
    help: ArgumentHelp("People of the population who fit every class, at least.", valueName: "n"))
  var kMap: Int?

  @Option(
    help: ArgumentHelp(
      "The largest share of the people who fit a class that is in the table.", valueName: "x"),
    transform: ArgumentReader.share)
  var presence: Double?

  @Option(
    help: ArgumentHelp(
      "How many people the table is a sample of, to estimate who is unique.", valueName: "n"))
  var populationSize: Int?

  func validate() throws {
    if k == nil, maximumRisk == nil, averageRisk == nil, kMap == nil {
      throw ValidationError("name --k, --k-map, --max-risk or --average-risk")
    }
    if let kMap, kMap < 1 { throw ValidationError("--k-map is 1 or more") }
    if let populationSize, populationSize < 1 {
      throw ValidationError("--population-size is 1 or more")
    }
    if let k, k < 1 { throw ValidationError("--k is 1 or more") }
    if let l, l < 1 { throw ValidationError("--l is 1 or more") }
    if c != nil, lModel != .recursive { throw ValidationError("--c needs --l-model recursive") }
    if lModel != .distinct, l == nil { throw ValidationError("--l-model needs --l") }
    if tDistance != .equal, t == nil { throw ValidationError("--t-distance needs --t") }
    if averageRisk == 0 { throw ValidationError("--average-risk is above 0") }
    if maximumRisk == 0 { throw ValidationError("--max-risk is above 0") }
  }

  /// Writes the options into a request.
  /// - Parameter request: the request.
  /// - Throws: `RegistryError` where the population cannot be read.
  func apply(to request: inout TableAnonymizationRequest) throws {
    request.population = try population.map { try InputFile.path($0) }
    request.kMap = kMap
    request.presence = presence
    request.populationSize = populationSize
    request.k = k ?? 1
    request.maximumRisk = maximumRisk
    request.averageRisk = averageRisk
    request.l = l
    request.diversity = DiversityModel(rawValue: lModel.rawValue) ?? .distinct
    request.c = c
    request.t = t
    request.distance = ClosenessDistance(rawValue: tDistance.rawValue) ?? .equal
  }
}

/// What diverse means.
enum DiversityArgument: String, CaseIterable, ExpressibleByArgument {
  case distinct, entropy, recursive
}

/// How far two sensitive values are from each other.
enum DistanceArgument: String, CaseIterable, ExpressibleByArgument {
  case equal, hierarchical
}
