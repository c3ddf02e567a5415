internal import Anonymization
internal import Interchange

extension TableAnonymizationSummary {
  init(
    _ result: AnonymizationResult, _ measures: ReleaseMeasures, _ input: AnonymizationInput,
    _ models: [PrivacyModel], _ request: TableAnonymizationRequest
  ) {
    rows = result.rowCount + input.masked
    suppressed = result.suppressedCount
    masked = input.masked
    classes = measures.classes
    k = measures.k
    levels = input.identifiers.enumerated().map { index, identifier in
      Level(
        column: identifier.column, level: result.levels?[index],
        highest: identifier.hierarchy.levelCount - 1, penalty: result.penalties[index])
    }
    diversity = measures.diversity.map {
      Diversity(
        column: $0.column, distinct: $0.distinct, entropy: $0.entropy, dominance: $0.dominance)
    }
    self.models = models.map(\.title)
    loss = result.loss
    metric = result.score == nil ? nil : request.metric.rawValue
    score = result.score
    penalty = result.meanNCP
    highestRisk = measures.highestRisk
    averageRisk = measures.averageRisk
    journalistRisk = result.populationRisk?.highest
    marketerRisk = result.populationRisk?.average
    let profile = result.inputProfile
    before = Exposure(
      classes: profile.classes, unique: profile.uniqueRecords, highestRisk: profile.highestRisk,
      averageRisk: profile.averageRisk)
    populationUniques = request.populationSize.map(profile.expectedPopulationUniques(population:))
    checked = result.checkedTransformations
    transformations = result.latticeSize
    isOptimal = result.isOptimal
    let named = Set(input.table.columns.map(\.name))
    leftOut = input.header.filter { !named.contains($0) }
  }

  private func risk(
    _ name: String, _ highest: Double, _ average: Double, _ writer: inout JSONWriter
  ) {
    writer.key(name)
    writer.beginObject()
    writer.member("highest", highest)
    writer.member("average", average)
    writer.endObject()
  }

  /// The report as a JSON document.
  func json() -> [UInt8] {
    var writer = JSONWriter(indented: true)
    writer.beginObject()
    writer.member("rows", rows)
    writer.member("suppressed", suppressed)
    writer.member("masked_in_input", masked)
    writer.member("classes", classes)
    writer.member("k", k)
    writer.key("levels")
    writer.beginObject()
    for level in levels { writer.member(level.column, level.level) }
    writer.endObject()
    writer.key("highest_levels")
    writer.beginObject()
    for level in levels { writer.member(level.column, level.highest) }
    writer.endObject()
    writer.member("loss", loss)
    writer.member("metric", metric)
    writer.member("score", score)
    writer.member("ncp", penalty)
    writer.key("ncp_by_column")
    writer.beginObject()
    for level in levels { writer.member(level.column, level.penalty) }
    writer.endObject()
    writer.member("highest_risk", highestRisk)
    writer.member("average_risk", averageRisk)
    writer.key("risks")
    writer.beginObject()
    risk("prosecutor", highestRisk, averageRisk, &writer)
    risk("journalist", journalistRisk ?? highestRisk, marketerRisk ?? averageRisk, &writer)
    writer.key("marketer")
    writer.beginObject()
    writer.member("average", marketerRisk ?? averageRisk)
    writer.endObject()
    writer.endObject()
    writer.key("before")
    writer.beginObject()
    writer.member("classes", before.classes)
    writer.member("unique", before.unique)
    writer.member("population_unique", populationUniques)
    writer.member("highest_risk", before.highestRisk)
    writer.member("average_risk", before.averageRisk)
    writer.endObject()
    writer.key("models")
    writer.beginArray()
    for model in models { writer.string(model) }
    writer.endArray()
    writer.key("diversity")
    writer.beginObject()
    for column in diversity {
      writer.key(column.column)
      writer.beginObject()
      writer.member("distinct", column.distinct)
      writer.member("entropy", column.entropy)
      writer.member("dominance", column.dominance)
      writer.endObject()
    }
    writer.endObject()
    writer.member("checked", checked)
    writer.member("transformations", transformations)
    writer.member("optimal", isOptimal)
    writer.key("left_out")
    writer.beginArray()
    for column in leftOut { writer.string(column) }
    writer.endArray()
    writer.member("sha256", sha256)
    writer.member("seconds", seconds)
    writer.endObject()
    writer.newLine()
    return writer.take()
  }
}
