internal import Domain
internal import Registry

extension RegistryBench {
  /// Questions about one donor among many, each beside the plain reading of the donor; then the
  /// allocation of all of them, and a withdrawal with every offer in place.
  func routing() throws {
    let asked = donors.enumerated().filter { $0.offset % max(1, donors.count / 200) == 0 }
      .map(\.element)
    let shown = try Measurement.time("showing a donor", rows: asked.count) {
      for donor in asked { _ = try registry.donor(donor, on: nil) }
    }
    shown.show(against: nil)
    let programmes = try registry.programmes().map(\.id)
    let explained = try Measurement.time("explaining a donor", rows: asked.count) {
      for (place, donor) in asked.enumerated() {
        _ = try registry.routeExplanation(
          donor, programme: programmes[place % programmes.count], on: nil)
      }
    }
    explained.show(perRowOf: shown)
    try explaining(asked, programmes)
    let run = try Measurement.time("judging all", rows: donors.count) {
      _ = try registry.routeRun(on: nil)
    }
    run.show(against: nil)
    var plan: AllocationPlan?
    try Measurement.time("allocation, recorded", rows: donors.count) {
      plan = try registry.allocate(AllocationRequest(), ChangeRequest())
    }.show(against: run)
    try Measurement.time("allocation again", rows: donors.count) {
      guard try registry.allocate(AllocationRequest(), ChangeRequest()).proposed == 0 else {
        throw RoutingBenchFailure.unstable
      }
    }.show(against: run)
    let placed = (plan?.placements ?? []).prefix(100).map(\.donor)
    let withdrawn = try Measurement.time("withdrawal with offer", rows: max(1, placed.count)) {
      for donor in placed {
        var request = ConsentRequest(donor: donor, kind: "withdrawal")
        request.scopes = ["tissue_surplus"]
        _ = try registry.consent(request, ChangeRequest())
      }
    }
    withdrawn.show(perRowOf: shown)
    print("\(plan?.placed ?? 0) portions placed, optimal: \(plan?.isOptimal ?? false)")
  }
}
