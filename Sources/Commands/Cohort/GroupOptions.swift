internal import ArgumentParser

/// How many donors have to look alike in a release, and how many may be left out for it.
struct GroupOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Donors who must look alike, at least; else the policy's.", valueName: "n"))
  var k: Int?

  @Option(
    help: ArgumentHelp(
      "The largest share to leave out, 0 to 1; else the policy's.", valueName: "share"),
    transform: ArgumentReader.share)
  var suppression: Double?

  func validate() throws {
    if let k, k < 1 { throw ValidationError("--k is 1 or more") }
  }
}
