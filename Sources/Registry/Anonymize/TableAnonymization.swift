internal import Anonymization
internal import Domain
internal import Interchange

/// Anonymises any table: no registry is needed.
public enum TableAnonymization {
  /// Reads a table and its hierarchies, finds the best generalisation, writes the result and a
  /// report.
  ///
  /// The written file is read again and held against every condition by code that the search does
  /// not use; only then does it get its name.
  /// - Parameters:
  ///   - request: what is read, what the result has to meet, where it is to stand.
  ///   - context: the clock and who is told of progress.
  /// - Returns: what the written file offers.
  /// - Throws: ``RegistryError``.
  public static func run(
    _ request: TableAnonymizationRequest, context: RegistryContext
  ) throws -> TableAnonymizationSummary {
    do {
      return try anonymize(request, context)
    } catch {
      throw Registry.malformed(error, file: request.input.name)
    }
  }

  private static func anonymize(
    _ request: TableAnonymizationRequest, _ context: RegistryContext
  ) throws -> TableAnonymizationSummary {
    let begin = context.clock()
    try request.checkNames()
    let out = try OutputFile(path: request.out)
    let report = try OutputFile(path: request.report)
    let found = try search(request)
    let (input, models, result) = (found.input, found.models, found.result)
    var file = try AnonymizedTableFile(
      input.table, result, quasiIdentifiers: request.quasiIdentifiers)
    try file.write(to: out, rows: result.outputRows)
    let check = try WrittenTable(try out.written(), request: request)
    let measures = try check.measures(of: result, models: models, input: input)
    var summary = TableAnonymizationSummary(result, measures, input, models, request)
    summary.seconds = Double(context.clock().microseconds - begin.microseconds) / 1e6
    guard !request.dryRun else { return summary }
    summary.sha256 = try out.commit()
    try report.write(summary.json())
    try report.commit()
    return summary
  }

  /// Reads a table and its hierarchies and finds the best generalisation, without writing anything:
  /// the part of the work that other programs are compared by.
  /// - Parameter request: what is read and what the result has to meet.
  /// - Returns: the loss of the generalisation.
  /// - Throws: ``RegistryError``.
  package static func loss(of request: TableAnonymizationRequest) throws -> Double {
    try search(request).result.loss
  }

  private static func search(
    _ request: TableAnonymizationRequest
  ) throws -> (input: AnonymizationInput, models: [PrivacyModel], result: AnonymizationResult) {
    let input = try AnonymizationInput(request)
    let models = try request.models(input)
    do {
      var search = AnonymizationRequest(
        quasiIdentifiers: input.identifiers, sensitiveColumns: request.sensitive,
        models: models, suppressionLimit: request.suppression,
        recoding: request.recoding.recoding)
      search.population = input.population
      search.metric = Metric(rawValue: request.metric.rawValue) ?? .loss
      search.workers = .ofMachine
      return (input, models, try Anonymizer.anonymize(input.table, request: request.bound(search)))
    } catch let error as AnonymizationError {
      throw input.refusal(error, request)
    }
  }
}
