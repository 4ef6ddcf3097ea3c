//! What time it is, in a zone.

use jiff::tz::TimeZoneDatabase;
use serde_json::{Value, json};

use crate::clock::Timestamp;
use crate::tool::ToolError;

/// Date, time and weekday in the zone with this IANA name. The zones are those that this program was built with.
pub fn current_time(now: Timestamp, zone: &str) -> Result<Value, ToolError> {
    let unknown = |_| ToolError::InvalidArguments(format!("there is no time zone named `{zone}`"));
    let zone = TimeZoneDatabase::bundled().get(zone).map_err(unknown)?;
    let time = jiff::Timestamp::from_millisecond(now.as_millis())
        .map_err(|error| ToolError::Unavailable(error.to_string()))?
        .to_zoned(zone);
    Ok(json!({
        "date": time.strftime("%Y-%m-%d").to_string(),
        "time": time.strftime("%H:%M").to_string(),
        "weekday": time.strftime("%A").to_string(),
        "timezone": time.time_zone().iana_name().unwrap_or("UTC"),
        "utcOffset": time.strftime("%:z").to_string(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_moment_is_another_time_elsewhere() {
        let now = Timestamp::from_millis(1_795_444_496_007);
        assert_eq!(
            current_time(now, "Asia/Kolkata").unwrap(),
            json!({"date": "2026-11-23", "time": "20:04", "weekday": "Monday", "timezone": "Asia/Kolkata", "utcOffset": "+05:30"})
        );
        assert_eq!(current_time(now, "UTC").unwrap()["time"], "14:34");
        assert!(matches!(current_time(now, "Mars/Olympus"), Err(ToolError::InvalidArguments(_))));
        assert!(current_time(now, "../../etc/passwd").is_err());
    }
}
