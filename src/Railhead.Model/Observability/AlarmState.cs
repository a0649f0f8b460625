namespace Railhead.Model;

public enum AlarmState
{
    Ok,
    Alarm,
}
