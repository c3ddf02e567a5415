internal import Domain
internal import Registry

/// Two years in the life of a registry, told in steps.
final class DemoStory {
  let world: DemoWorld
  private let tell: (DemoStep) throws -> Void
  private var number = 0
  /// Releases in the order made.
  var releases: [ReleaseSummary] = []
  /// The donor whose withdrawal reaches back to the first release.
  var withdrawn = ""

  /// Prepares the story.
  /// - Parameters:
  ///   - world: where it plays.
  ///   - tell: takes each step when it has happened.
  init(world: DemoWorld, tell: @escaping (DemoStep) throws -> Void) {
    self.world = world
    self.tell = tell
  }

  var cast: DemoCast { world.cast }

  /// Plays the whole story.
  /// - Returns: whether the registry is sound at its end.
  /// - Throws: whatever keeps a step from happening.
  func play() throws -> Bool {
    try begin()
    try takeOverBank()
    try takeOverConsents()
    try pass(months: 1...6)
    try correctRejects()
    try recogniseReferral()
    try pass(months: 7...12)
    try compareCohorts()
    try releaseFirst()
    try withdraw()
    try recall()
    try releaseAgain()
    try pass(months: 14...23)
    try renew()
    try releaseForNaturalKillerStudy()
    try void()
    try lookBack()
    return try close()
  }

  /// Tells a step.
  func tell(
    _ step: DemoStep, _ commands: [String], figures: [(name: String, value: Value)] = [],
    notes: [String] = []
  ) throws {
    number += 1
    var step = step
    step.number = number
    step.commands = commands
    step.figures = figures
    step.notes = notes
    try tell(step)
  }

  /// A month of the story.
  func day(_ month: Int) -> CivilDay { cast.day(month) }

  /// Where to look and what to try.
  var farewell: String {
    let folder = world.folder
    let exports = releases.map { "            \($0.folder.split(separator: "/").last ?? "")" }
    return """
      Where to look
        registry  \(folder.registry)
        incoming  \(folder.incoming)  (what sites sent, with the rejected rows beside it)
        exports   \(folder.exports)  (each with cohort.csv, datapackage.json, manifest.json)
      \(exports.joined(separator: "\n"))

      What to try next
        export TISSUECTL_REGISTRY=\(folder.registry)
        tissuectl consent state \(withdrawn) --explain
        tissuectl release show \(releases.first?.release ?? "ID")
        tissuectl cohort count --where 'site in C50 and her2 = positive and stage >= III'

      """
  }
}
